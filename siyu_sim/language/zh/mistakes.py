"""What is wrong with a scenario or a study."""

SENTENCES: dict[str, str] = {
    # ---------------------------------------------------------------------------------------- 一处错误的样子
    "1 mistake, nothing was run or written": "1 处错误，没有运行，也没有写入任何文件",
    "{count} mistakes, nothing was run or written": "{count} 处错误，没有运行，也没有写入任何文件",
    "the scenario": "整个场景",
    "{path}: {problem}": "{path}：{problem}",
    "{head}   [{where}]": "{head}   [{where}]",
    "    given:    {given}": "    给的是：{given}",
    "    allowed:  {allowed}": "    允许的：{allowed}",
    "    nearest:  {nearest}": "    最接近：{nearest}",
    "arm {arm}": "方案 {arm}",
    "arms {arms}": "方案 {arms}",
    # ---------------------------------------------------------------------------------------- 取值
    "a number": "数字",
    "a finite number": "有限的数字",
    "a whole number": "整数",
    "a smaller whole number": "小一些的整数",
    "true or false": "true 或 false",
    "text": "文字",
    "text that can be written in UTF-8": "能用 UTF-8 书写的文字",
    "a list, like [a, b]": "列表，如 [a, b]",
    "a group of keys, like {a: 1}": "一组参数，如 {a: 1}",
    "text, a number, true or false": "文字、数字、true 或 false",
    "numbers, text, true, false, null, lists and groups": "数字、文字、true、false、null、列表和参数组",
    "{noun} {bounds}": "{bounds} 的{noun}",
    "{range} (or null)": "{range}（或 null）",
    "from {low} to {high}": "{low} 到 {high}",
    "from {low} and below {high}": "不小于 {low}、小于 {high}",
    "above {low} to {high}": "大于 {low}、不超过 {high}",
    "above {low} and below {high}": "大于 {low}、小于 {high}",
    "from {low}": "不小于 {low}",
    "above {low}": "大于 {low}",
    "up to {high}": "不超过 {high}",
    "below {high}": "小于 {high}",
    "above {bound}": "大于 {bound}",
    "below {bound}": "小于 {bound}",
    "{bound} or more": "{bound} 或更多",
    "{bound} or less": "{bound} 或更少",
    "{count} or fewer": "最多 {count} 项",
    "{count} characters or more": "至少 {count} 个字符",
    "{count} characters or fewer": "最多 {count} 个字符",
    "{day:g} or later": "第 {day:g} 天或以后",
    "too small": "太小",
    "too large": "太大",
    "too few entries": "项数太少",
    "too many entries": "项数太多",
    "too short": "太短",
    "too long": "太长",
    "not {what}": "不是{what}",
    "not a name": "不能用作名称",
    "not well formed": "写法不对",
    "does not fit here": "不能放在这里",
    "not a plain value": "不是普通的值",
    "small letters, digits and _, beginning with a letter, up to 31": "小写字母、数字和 _，以字母开头，最多 31 个字符",
    "module:function, as in my_folder.my_file:my_function": "模块:函数，如 my_folder.my_file:my_function",
    "unknown key": "没有这个参数",
    "given twice": "给了两次",
    "once, with all its values: {example}": "只写一次，把值列全：{example}",
    "the same for the whole study, so it cannot be swept": "整个研究只有一个值，不能扫描",
    "one value, or another command for each": "一个值；或每个值各跑一次",
    "missing, though {takers} is taken from it": "没有给出，而 {takers} 要取它的值",
    "a value below `typical` in the file of the business; the shipped businesses have all of them": (
        "在生意文件的 typical 之下给出它的值；自带的生意文件里都有"
    ),
    "refers to {path}, which does not exist": "引用了不存在的 {path}",
    "refers to itself, in a circle": "绕了一圈又引用到自己",
    "not the path of a value between ${ and }": "${ 与 } 之间不是某个值的路径",
    "unknown choice": "没有这个选项",
    "a key is not a word": "参数名不是文字",
    "missing: it has no default here": "缺少这一项，它在这里没有默认值",
    # ---------------------------------------------------------------------------------------- 命令行上的设置
    "not of the form key=value": "不是 键=值 的写法",
    "the value is not well formed": "值的写法不对",
    "key=value; quote text that holds commas, brackets, spaces or quotes: key='a, b'": (
        "键=值；文字里有逗号、括号、空格或引号时要加引号：键='a, b'"
    ),
    "key=a,b,c or key=range(1,4)": "键=a,b,c 或 键=range(1,4)",
    "the value nests deeper than {levels} levels": "值的嵌套超过 {levels} 层",
    "Hydra's own settings and packages cannot be set": "不能改动 Hydra 自身的设置和包",
    "this kind of sweep has no list of values": "这种扫描没有列出具体的值",
    "patterns are not expanded here: list the values": "这里不支持通配写法，请逐个列出",
    "a sweep without values": "扫描没有给出任何值",
    "a sweep of more than {most} values": "一次扫描超过 {most} 个值",
    "several values: a sweep needs --multirun (-m)": "给了多个值：要扫描请加 --multirun（-m）",
    "one value, or a list in brackets: {example}": "一个值，或用方括号写成列表：{example}",
    "no such folder": "没有这个目录",
    "unknown experiment": "没有这个实验",
    "unknown option of the group '{group}'": "“{group}”没有这个选项",
    "a group cannot be removed: choose an option": "整组不能去掉，请选一个选项",
    "has no effect: {group} is off (null)": "不起作用：{group} 没有开启（null）",
    "{group} given whole": "完整地写出 {group}",
    "in {place}: {names}": "{place} 之下：{names}",
    # ---------------------------------------------------------------------------------------- 配置文件
    "the file cannot be read: {reason}": "文件读不了：{reason}",
    "not text in UTF-8, from byte {place} on": "从第 {place} 个字节起不是 UTF-8 文字",
    "not valid YAML: {problem}": "YAML 写法不对：{problem}",
    "{problem} (line {line}, column {column})": "{problem}（第 {line} 行第 {column} 列）",
    "not a group of keys": "不是一组参数",
    "key: value lines": "一行一个“参数: 值”",
    "the key '{key}' is given twice": "参数“{key}”写了两次",
    "longer than {most:,} characters": "超过 {most:,} 个字符",
    "nested deeper than {levels} levels (line {line})": "嵌套超过 {levels} 层（第 {line} 行）",
    "a group that holds itself (line {line})": "一组参数包含了它自己（第 {line} 行）",
    "more than {most:,} values, aliases followed (line {line})": "连同别名展开，超过 {most:,} 个值（第 {line} 行）",
    "'{key}' is not allowed: configs hold values, they run nothing": "不能用“{key}”：配置里只放值，不运行任何东西",
    "functions in ${...} are not allowed: configs hold values, they run nothing": (
        "${...} 里不能用函数：配置里只放值，不运行任何东西"
    ),
    "a value, or the path of another one, like ${typical.reward_low_yuan}": (
        "一个值，或另一个值的路径，如 ${typical.reward_low_yuan}"
    ),
    "Hydra cannot put them together: {reason}": "Hydra 无法把它们合在一起：{reason}",
    "files name each other in their defaults lists, in a circle": "几个文件在 defaults 里互相引用，成了一圈",
    "a file that brings others, none of which brings it again": "引用别的文件，但它们不再引用回来",
    "the keys of this file end up below '{group}', for want of a header": "缺了文件头，这个文件的参数全落在“{group}”之下",
    "'{header}' as the first line, before any other comment": "第一行写“{header}”，放在所有注释之前",
    "mapping values are not allowed in this context": "这里不能有冒号（值里有冒号要加引号）",
    "mapping values are not allowed here": "这里不能有冒号（值里有冒号要加引号）",
    "mapping keys are not allowed in this context": "这里不能写参数名",
    "block sequence entries are not allowed in this context": "这里不能写“- ”开头的项",
    "sequence entries are not allowed here": "这里不能写“- ”开头的项",
    "could not find expected ':'": "这里少了冒号",
    "did not find expected key": "这里应是一个参数名（检查缩进）",
    "did not find expected '-' indicator": "这里应以“-”开头（检查缩进）",
    "did not find expected ',' or ']'": "这里少了逗号或 ]",
    "did not find expected ',' or '}'": "这里少了逗号或 }",
    "did not find expected node content": "这里应有一个值",
    "did not find expected <document start>": "这里应是文件的开头",
    "did not find expected whitespace or line break": "这里应有空格或换行",
    "did not find expected comment or line break": "这里应是注释或换行",
    "did not find expected alphabetic or numeric character": "这里应是字母或数字",
    "did not find expected hexdecimal number": "这里应是十六进制数",
    "found a tab character that violates indentation": "缩进里有制表符（请用空格）",
    "found a tab character where an indentation space is expected": "缩进里有制表符（请用空格）",
    "found character that cannot start any token": "有一个不能用在开头的字符（制表符请换成空格，@ 和 ` 要加引号）",
    "found unexpected end of stream": "文件在这里突然结束（引号或括号没有配对）",
    "found unexpected document indicator": "这里不应有 --- 或 ...",
    "found unexpected ':'": "这里不应有冒号",
    "found unknown escape character": "不认识的转义字符",
    "found undefined alias": "引用了没有定义的别名",
    "found undefined tag handle": "用了没有定义的标签",
    "found duplicate anchor; first occurrence": "同一个锚点定义了两次",
    "but found another document": "一个文件里有两份文档",
    "control characters are not allowed": "不能有控制字符",
    "special characters are not allowed": "不能有特殊字符",
    # ---------------------------------------------------------------------------------------- 渠道与内容
    "the channel is on but has exposures_per_day=0: switch it off (active=false) or give it traffic": (
        "渠道开着，exposures_per_day 却是 0：请关掉它（active=false）或给它流量"
    ),
    "the channel is on with a zero budget: switch it off (active=false) or set budget_yuan_per_day above 0": (
        "渠道开着，预算却是 0：请关掉它（active=false）或把 budget_yuan_per_day 设为大于 0"
    ),
    "a budget needs a price: cost_yuan is 0": "有预算就要有单价：cost_yuan 是 0",
    "budget_yuan_per_day limits cost_model=per_exposure only, not {given}: set it to null": (
        "budget_yuan_per_day 只限制 cost_model=per_exposure 的渠道，不限制 {given}：请设为 null"
    ),
    "cost_model=exchange is paid in posts: set exposures_per_partner_post": (
        "cost_model=exchange 以发文互推来付：请设 exposures_per_partner_post"
    ),
    "cost_model=exchange is paid in posts, not in money: set cost_yuan to 0": (
        "cost_model=exchange 以发文互推来付，不付钱：请把 cost_yuan 设为 0"
    ),
    "exposures_per_partner_post belongs to cost_model=exchange, not to {given}": (
        "exposures_per_partner_post 只用于 cost_model=exchange，不用于 {given}"
    ),
    "channels.{name}: cost_yuan grows to {last:,.0f} yuan by the end, over {most:,}: lower {path}": (
        "channels.{name}：cost_yuan 到期末会涨到 {last:,.0f} 元，超过 {most:,} 元：请调低 {path}"
    ),
    "channels.{name}.audience_skew names an unknown segment '{segment}' (known: {known})": (
        "channels.{name}.audience_skew 写了不存在的客群“{segment}”（现有：{known}）"
    ),
    "the channel names 'referral' and 'initial' are taken by invitations and by the contacts held on day 0": (
        "渠道不能叫 referral 或 initial：这两个名字留给转介绍和期初存量"
    ),
    "nobody can ever add: every channel is off and market.initial_contacts is 0": (
        "没有人能加进来：所有渠道都关着，market.initial_contacts 也是 0"
    ),
    "stop_day ({stop:g}) is not after start_day ({start:g})": "stop_day（{stop:g}）不在 start_day（{start:g}）之后",
    "close_hour ({close:g}) is not after open_hour ({open:g})": "close_hour（{close:g}）不在 open_hour（{open:g}）之后",
    "posts_per_day={posts:g} needs {needed:g} hours, but hours lists {listed}": (
        "posts_per_day={posts:g} 需要 {needed:g} 个时刻，hours 只列了 {listed} 个"
    ),
    "posts_per_week={posts:g} on {days} weekdays needs {needed:g} hours, but hours lists {listed}": (
        "posts_per_week={posts:g} 分在每周 {days} 天，需要 {needed:g} 个时刻，hours 只列了 {listed} 个"
    ),
    "hours names one minute twice": "hours 里有两个相同的时刻",
    "useful + human + promo add up to {total:.4g}, not to 1": "useful、human、promo 加起来是 {total:.4g}，不是 1",
    "touchpoints.group posts into group chats, but there are none: choose groups=run or another": (
        "touchpoints.group 要在社群里发内容，却没有社群：请选 groups=run 或其他选项"
    ),
    "touchpoints.group: groups.join_share says who is in a group: set join_share to null, min_orders and min_spend_yuan to 0": (
        "touchpoints.group：谁在群里由 groups.join_share 决定：请把 join_share 设为 null，min_orders 和 min_spend_yuan 设为 0"
    ),
    "touchpoints.{name}.join_share is null: only a group's may be": "touchpoints.{name}.join_share 是 null：只有 group 可以这样",
    "open_size ({size}) is above 200, from where WeChat asks for personal invitations": (
        "open_size（{size}）超过 200，超过后微信只能逐个邀请"
    ),
    "size ({size}) is above 200, from where WeChat asks for personal invitations: set open_size to 200 or less": (
        "size（{size}）超过 200，超过后微信只能逐个邀请：请把 open_size 设为 200 或更少"
    ),
    "limits.posts_per_day=0 lets no post through: set content.posts_per_day=0 instead": (
        "limits.posts_per_day=0 会拦下所有内容：请改设 content.posts_per_day=0"
    ),
    "campaigns open and close at midnight: window_days ({days:g}) must be at most 1": (
        "活动在零点开始和结束：window_days（{days:g}）不能超过 1"
    ),
    "every_days ({every}) is shorter than warmup_days + open_days ({days})": (
        "every_days（{every}）比 warmup_days 与 open_days 之和（{days}）还短"
    ),
    # ---------------------------------------------------------------------------------------- 人群、产品与转介绍
    "the shares of the segments add up to {total:.4g}, not to 1": "各客群的占比加起来是 {total:.4g}，不是 1",
    "initial_contacts ({contacts}) is larger than the market (size {size})": (
        "期初好友（initial_contacts，{contacts}）比市场（size，{size}）还大"
    ),
    "the market (size {size}) is smaller than the contacts of one person (mean {mean:g})": (
        "市场（size，{size}）比一个人的人脉（contacts.mean，{mean:g}）还小"
    ),
    "creators and commenters together are more than everybody": "creators 与 commenters 加起来超过了全部人",
    "a and b are given together or not at all": "a 和 b 要么都给，要么都不给",
    "a person would have {needs:,.0f} needs on average, over {most:,}: lower product.need.per_year or horizon_days": (
        "平均每人会有 {needs:,.0f} 次需求，超过 {most:,} 次：请调低 product.need.per_year 或 horizon_days"
    ),
    "ladder: the name 'core' is taken by `product`": "ladder：名称 core 留给了 product",
    "ladder.{name}.after names '{unknown}' (known: {known})": "ladder.{name}.after 写了不存在的“{unknown}”（现有：{known}）",
    "ladder.{name} can never be bought: only_new, but open only after an order": (
        "ladder.{name} 永远买不到：只卖给新客（only_new），却要先下过单才开放"
    ),
    "{path}.chat_only needs somebody to chat with: set desk.active=true (desk=small)": (
        "{path}.chat_only 需要有人一对一成交：请设 desk.active=true（desk=small）"
    ),
    "a reward needs a programme that tracks it: set tools=true or the rewards to 0": (
        "发奖励要有能追踪的转介绍工具：请设 tools=true，或把奖励设为 0"
    ),
    "a scheme needs a programme that tracks it: set referral.tools=true, or scheme=null": (
        "裂变玩法要有能追踪的转介绍工具：请设 referral.tools=true，或 scheme=null"
    ),
    "a helper of help_me_cut only adds: set helper_discount and helper_rate to 0": (
        "help_me_cut（助力）里助力的人只加好友：请把 helper_discount 和 helper_rate 设为 0"
    ),
    "tiers begin at from_successes=0 and rise; given: {steps}": "tiers 从 from_successes=0 开始，逐级递增；给的是 {steps}",
    "bad_below ({bad:g}) lies above good_from ({good:g})": "bad_below（{bad:g}）高于 good_from（{good:g}）",
    "each level asks for more spending than the one before: {spent}": "会员每一级的消费门槛要高于前一级：{spent}",
    # ---------------------------------------------------------------------------------------- SOP 与策略
    "min ({min:g}) is above max ({max:g})": "min（{min:g}）大于 max（{max:g}）",
    "give either after (with delay_hours) or every_days (with hour)": ("after（配 delay_hours）与 every_days（配 hour）二选一"),
    "after takes delay_hours, and neither hour nor weekdays": "after 要配 delay_hours，不能配 hour 或 weekdays",
    "every_days takes hour, and no delay_hours": "every_days 要配 hour，不能配 delay_hours",
    "a {kind} message makes no offer: set kind=promo or discount=0": "{kind} 类消息不带优惠：请设 kind=promo 或 discount=0",
    "until_day ({until:g}) is not after from_day ({start:g})": "until_day（{until:g}）不在 from_day（{start:g}）之后",
    "variants are judged by orders at them, and only promo makes an offer: {variants}": (
        "话术版本按带来的订单评判，只有 promo 类带优惠：{variants}"
    ),
    "sop.{rule}.who.channels names an unknown channel '{channel}' (known: {known})": (
        "sop.{rule}.who.channels 写了不存在的渠道“{channel}”（现有：{known}）"
    ),
    "script_test.rule names an unknown rule '{rule}' (known: {known})": (
        "script_test.rule 写了不存在的规则“{rule}”（现有：{known}）"
    ),
    "strategies.pace_by_cac.{name}: no such channel (known: {known})": (
        "strategies.pace_by_cac.{name}：没有这个渠道（现有：{known}）"
    ),
    "strategies.pace_by_cac.{name}: only a channel paid per_exposure has a budget to pace": (
        "strategies.pace_by_cac.{name}：只有按曝光付费（per_exposure）的渠道才有预算可调"
    ),
    "strategies.raise_reward needs a programme that tracks rewards: set referral.tools=true": (
        "strategies.raise_reward 要有能追踪奖励的转介绍工具：请设 referral.tools=true"
    ),
    "ceiling_yuan ({ceiling:g}) is below floor_yuan ({floor:g})": "ceiling_yuan（{ceiling:g}）低于 floor_yuan（{floor:g}）",
    "would run Python code: a scenario from somebody else could do anything to this machine": (
        "会运行 Python 代码：别人给的配置可能对这台电脑做任何事"
    ),
    "study.allow_python=true on the command line (allow_python=True for simulate), once you know what it does": (
        "弄清它做什么之后，在命令行写 study.allow_python=true（simulate 用 allow_python=True）"
    ),
    "set in a file: code is only run if you say so yourself": "写在文件里不算：要由你自己允许才会运行代码",
    "study.allow_python=true on the command line": "在命令行写 study.allow_python=true",
    "cannot be imported: {kind}: {error}": "无法导入：{kind}：{error}",
    "a module that can be imported from the current folder": "能从当前目录导入的模块",
    "the module has no '{function}'": "模块里没有“{function}”",
    "not a strategy: it has no yield": "不是策略：里面没有 yield",
    "a function (view, levers, ...) that yields view.wait(days)": "函数 (view, levers, ...)，其中 yield view.wait(days)",
    "{kind}: {error}": "{kind}：{error}",
    "{file}, line {line}, day {day:g}": "{file} 第 {line} 行，第 {day:g} 天",
    "a strategy sets {lever} to {value!r}: a number from 0 to {most:g} is possible": (
        "策略把 {lever} 设为 {value!r}：可以是 0 到 {most:g} 的数字"
    ),
    "a reward": "奖励",
    "the budget of {channel}": "{channel} 的预算",
    "a reward needs a programme that tracks it: referral.tools is false": "发奖励要有能追踪的转介绍工具：referral.tools 是 false",
    "no channel '{name}'; channels: {channels}": "没有渠道“{name}”；现有渠道：{channels}",
    "a strategy cannot wait {days} days: more than 0 is possible": "策略不能等 {days} 天：要大于 0",
    "the business, led through the same past again, has done otherwise: it cannot be continued": (
        "同样的过去重走一遍，经营动作却不同：无法接着往下走"
    ),
    "strategies that depend on nothing but their view and parameters (no clock, no file, no random number)": (
        "只依赖 view 和参数的策略（不看时钟，不读文件，不用随机数）"
    ),
    # ---------------------------------------------------------------------------------------- 时间与分支
    "window_days ({window:g}) is longer than horizon_days ({horizon:g})": (
        "window_days（{window:g}）比 horizon_days（{horizon:g}）还长"
    ),
    "horizon_days / window_days is over {most} windows: use a longer window": (
        "horizon_days / window_days 超过 {most} 个时间窗：请把时间窗调长"
    ),
    "one contact orders for more than 20 million yuan, or more than 65,534 times": (
        "一个好友的订单超过 2000 万元，或超过 65,534 次"
    ),
    "a lower price_yuan, need.per_year or horizon_days": "更低的 price_yuan、need.per_year 或 horizon_days",
    "nothing lies behind the day of the branch, so the arms could not differ": "分支那天之后没有时间了，各方案不会有差异",
    "below the horizon ({days:g})": "小于模拟期（{days:g} 天）",
    "no window ends on this day, and a run can only stop between two (window_days={window:g})": (
        "这一天不是时间窗的末尾，模拟只能停在两个时间窗之间（window_days={window:g}）"
    ),
    "a multiple of {window:g} from 0 on, or the horizon ({horizon:g}); nearest: {nearest:g}": (
        "{window:g} 的倍数（从 0 起），或模拟期末（{horizon:g}）；最接近：{nearest:g}"
    ),
    "only a comparison of arms can begin with a shared past": "只有方案对比才能从共同的过去开始",
    "null with study.kind={kind}": "study.kind={kind} 时写 null",
    "has no effect: there is one arm only": "不起作用：只有一个方案",
    "an experiment or a sweep of several arms": "有多个方案的实验或扫描",
    "the baseline takes over the spending of another arm, so its past cannot come first": (
        "基准方案沿用另一个方案的花费，它的过去不能先走"
    ),
    "an experiment whose baseline has no spend_like": "基准方案没有 spend_like 的实验",
    "as the past has it": "与过去相同",
    "as the past has it: {value}": "与过去相同：{value}",
    "{days:g}, as the past has it": "{days:g}，与过去相同",
    "differs from the past: {why}": "与过去不同：{why}",
    "a branch has the same people, who carry it already": "分支里是同一批人，这些已经在他们身上",
    "it stands for {path}, and {why}": "它决定 {path}，而{why}",
    "the past was lived in windows": "过去是按这样的时间窗走过的",
    "ends before the branch begins, on day {day:g}": "在分支开始（第 {day:g} 天）之前就结束了",
    "begins before the branch does, on day {day:g}": "在分支开始（第 {day:g} 天）之前就开始了",
    "lies before the branch, which begins on day {day:g}": "在分支开始（第 {day:g} 天）之前",
    "has begun on day {begun:g}, before the branch does, on day {day:g}": (
        "第 {begun:g} 天就已开始，早于分支（第 {day:g} 天）"
    ),
    "the past has no such campaign on these days, and the branch begins on day {day:g}": (
        "过去在这些天没有这个活动，而分支从第 {day:g} 天开始"
    ),
    "the channels of a branch are those of its past, in their order; they may be switched on and off": (
        "分支的渠道与过去相同，顺序也相同；可以开关"
    ),
    "the past ends on day {day:g} within a window: its own horizon cut it short": (
        "过去停在第 {day:g} 天，正在一个时间窗中间：被它自己的模拟期截断了"
    ),
    "fewer accounts than the past has opened": "账号数少于过去已开的账号",
    "has itself branched off, on day {day:g}, and cannot be saved again": "它自己就是第 {day:g} 天的分支，不能再存",
    "a checkpoint of the past it shares, on a later day": "在它共有的过去里，换更晚的一天存",
    # ---------------------------------------------------------------------------------------- 实验与各方案
    "the file of '{name}' does not describe an experiment": "“{name}”的文件没有描述一个实验",
    "a key 'experiment' with name, question, baseline, primary, metrics and arms": (
        "一组 experiment，其中有 name、question、baseline、primary、metrics 和 arms"
    ),
    "differs from the name of its file": "与文件名不同",
    "a second experiment beside '{first}'": "除了“{first}”又给了一个实验",
    "one experiment a run": "一次只跑一个实验",
    "unknown arm": "没有这个方案",
    "names one arm twice": "同一个方案写了两次",
    "two different arms": "两个不同的方案",
    "unknown metric": "没有这个指标",
    "unknown channel": "没有这个渠道",
    "this channel is off": "这个渠道没有开启",
    "unknown cause of spending": "没有这种花费",
    "not an earlier arm: its spending must be known first": "它不在前面：要先知道它的花费",
    "more money buys nothing here: the channel is not paid by exposure (cost_model, cost_yuan)": (
        "加钱在这里买不到东西：渠道不按曝光付费（cost_model、cost_yuan）"
    ),
    "several values in one arm": "一个方案里给了多个值",
    "one value; make an arm of each": "一个值；每个值各写成一个方案",
    "differs between arms, but is the same for the whole study": "各方案设得不同，但整个研究只能有一个值",
    "keys of the scenario": "场景的参数",
    "has no effect: every arm of this experiment sets it": "不起作用：这个实验的每个方案都自己设了它",
    "a key that the arms leave alone, or an experiment of your own": "各方案没有设的参数，或自己写一个实验",
    "{text} reaches every arm; set what the arms take it from instead: {sources}": (
        "{text} 会改到每个方案；请改设各方案取值的来源：{sources}"
    ),
    "a sweep and an experiment at once: an experiment lists its arms itself": "同时给了扫描和实验：实验自己列出各方案",
    "one of the two; run the experiment once for each value": "二选一；或对每个值各跑一次实验",
    "nothing to sweep: no override lists several values": "没有可扫描的：没有一个参数列了多个值",
    "{count} combinations": "共 {count} 种组合",
    # ---------------------------------------------------------------------------------------- 研究的设置
    "a precision takes the scatter from the first stage: at least {least} worlds (study.replications), not {given}": (
        "按精度加世界要先看第一阶段的波动：至少 {least} 个世界（study.replications），不能只有 {given} 个"
    ),
    "give low and high, or options": "请给 low 和 high，或给 options",
    "options and a range at once: give one of the two": "同时给了 options 和范围：二选一",
    "an option is listed twice": "有一个选项列了两次",
    "low ({low:g}) is not below high ({high:g})": "low（{low:g}）不小于 high（{high:g}）",
    "step ({step:g}) is larger than the range": "step（{step:g}）比整个范围还大",
    "a logarithmic scale needs low above 0 and no step": "对数刻度要求 low 大于 0，且不设 step",
    "give min, max or both": "请给 min、max 或两者",
    "rungs ({rungs}) must grow from one to the next": "rungs（{rungs}）要一级比一级大",
    "goals name a measure twice": "goals 里有重复的指标",
    "no goal: neither more nor less of it is better; it can be a constraint": "不能作目标：它不分高低好坏；可以作约束",
    "a search needs Optuna, which is not installed": "搜索要用 Optuna，还没有安装",
    "moves the levers of one strategy, not of a sweep": "只能调一个策略的抓手，不能用于扫描",
    "levers of the study instead of lists of values": "用研究的 levers，不要列多个值",
    "the same for the whole study, so no lever": "整个研究只有一个值，不能作抓手",
    "groups and keys of the scenario": "场景的选项组和参数",
    "a budget is split over two levers at least": "预算至少要在两个抓手之间分配",
    "budgets of channels, rewards, posts a day, …": "渠道预算、奖励、每天发文数……",
    "no assumption at or below this path": "这个路径及其以下没有假设",
    "not a power of 2": "不是 2 的幂",
    "nothing to vary: no number of this scenario has a prior range": "没有可变动的：这个场景里没有一个带范围的数字",
    "evidence with a range": "带范围的依据（evidence）",
    "assumptions that go together": "彼此相容的假设",
    "give exactly one of source, assumption, choice": "source、assumption、choice 三选一",
    "a source has a confidence: H, M or L": "有 source 就要有 confidence：H、M 或 L",
    "an assumption has a prior range: [low, high]": "有 assumption 就要有范围 range：[low, high]",
    # ---------------------------------------------------------------------------------------- 计算与存档
    "waiting for a worker of the cluster": "等待集群的工作进程",
    "backend=dask needs Dask: pip install 'siyu-sim[dask]'": "backend=dask 要先安装 Dask：pip install 'siyu-sim[dask]'",
    "backend=ray needs Ray: pip install 'siyu-sim[ray]'": "backend=ray 要先安装 Ray：pip install 'siyu-sim[ray]'",
    "no {library} cluster answers at {address} ({reason})": "{address} 没有 {library} 集群应答（{reason}）",
    "no {library} cluster can be started on this machine ({reason})": "这台电脑上启动不了 {library} 集群（{reason}）",
    "the {library} cluster is gone ({reason}). What was finished is kept: the same command goes on from there": (
        "{library} 集群断开了（{reason}）。算完的都已保存：再给同样的命令就接着算"
    ),
    'no worker starts; a script needs `if __name__ == "__main__":`': (
        '没有工作进程启动；脚本里要有 `if __name__ == "__main__":`'
    ),
    "it wants a token: set RAY_AUTH_MODE=token and RAY_AUTH_TOKEN": "它要令牌：请设 RAY_AUTH_MODE=token 和 RAY_AUTH_TOKEN",
    "an address is host:port": "地址的写法是 主机:端口",
    "something else listens there; Ray's own port is 6379, not that of its dashboard": (
        "那里是别的程序；Ray 自己的端口是 6379，不是它面板的端口"
    ),
    "a worker of the cluster cannot read its task ({reason}): install the same siyu_sim on all of them": (
        "集群里有工作进程读不懂任务（{reason}）：请在每台机器上安装同样的 siyu_sim"
    ),
    "a worker runs another version of siyu_sim, NumPy or Numba than this study: install the same everywhere": (
        "有工作进程的 siyu_sim、NumPy 或 Numba 版本与本研究不同：请在各处安装同样的版本"
    ),
    "a worker process was killed again and again, perhaps for want of memory, by: {tasks}. {kept}. "
    "A smaller market.size or fewer workers on a machine (study.processes) needs less": (
        "工作进程一再被终止，可能是内存不够，出在：{tasks}。{kept}。"
        "调小 market.size 或减少每台机器的工作进程（study.processes）可以少用内存"
    ),
    "{names}; {name}": "{names}；{name}",
    "{names}; and {more} more": "{names}；另有 {more} 个",
    "what else was finished is kept: the same command goes on from there": "其余算完的都已保存：再给同样的命令就接着算",
    "nothing is kept": "没有保存任何结果",
    "its content differs from what was written": "内容与写入时不同",
    "it holds the result of another task": "里面是另一个任务的结果",
    "{path} cannot be read ({reason}); {task} is computed again": "{path} 读不了（{reason}）；重新计算：{task}",
    "{path} is damaged ({reason}); {task} is computed again": "{path} 已损坏（{reason}）；重新计算：{task}",
    "results cannot be kept in {folder} ({reason}): the study goes on, but if it is stopped, "
    "what it computes from here on is lost": (
        "结果无法保存到 {folder}（{reason}）：研究会继续，但若中途停下，此后算出的结果会丢失"
    ),
}
