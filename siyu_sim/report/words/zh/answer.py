"""Chinese: the sentences of the answer."""

WORDS: dict[str, str] = {
    # ---------------------------------------------------------------------------------------- 结论
    "verdict.earns_more": "“{a}”胜过“{b}”：{days}里<b>多赚{diff}</b>（{level}区间：{bounds}）。",
    "verdict.loses_less": "“{a}”胜过“{b}”，但两者都亏损：{days}里<b>少亏{diff}</b>（{level}区间：{bounds}）。",
    "verdict.more": "“{a}”胜过“{b}”：{days}里{metric}<b>多{diff}</b>（{level}区间：{bounds}）。",
    "verdict.less": "“{a}”胜过“{b}”：{days}里{metric}<b>少{diff}</b>（{level}区间：{bounds}）。",
    "verdict.higher": "{days}里，“{a}”的{metric}比“{b}”<b>高{diff}</b>（{level}区间：{bounds}）。",
    "verdict.unclear": "“{a}”与“{b}”<b>没有明显差异</b>：{days}里，前者的{metric}减后者为{diff}（{level}区间：{bounds}）。",
    "verdict.same": "<b>没有差异</b>：在每个世界里，“{a}”与“{b}”的{metric}都相同，两者的不同之处没有影响到它。",
    "verdict.undefined": '“{a}”与“{b}”<b>无法比较</b>：能算出{metric}的模拟太少。<a href="#definitions">它怎么算？</a>',
    "sure.certain": "<b>几乎可以确定</b>（概率{p}）：{worlds}个世界里，两种做法面对的都是同一批人。",
    "sure.very_likely": "<b>很有把握</b>（概率{p}）：{worlds}个世界里，两种做法面对的都是同一批人。",
    "sure.likely": "<b>较有可能</b>（概率{p}）：{worlds}个世界里，两种做法面对的都是同一批人。",
    "sure.unclear": "“{arm}”领先的概率是{p}，{worlds}个世界还分不出高下。",
    "verdict.tied": "{arms}之间<b>没有明显差异</b>：{days}里，这{m}个方案在{n}个方案中最好。",
    "verdict.tied_all": "{arms}之间<b>没有明显差异</b>：{days}里，{n}个方案中没有哪一个明显最好。",
    "verdict.tied_two": (
        "{arms}之间<b>没有明显差异</b>，{days}里在{n}个方案中最好。两者都胜过“{base}”，其中“{best}”领先<b>{diff}"
        "</b>（{level}区间：{bounds}）。"
    ),
    "verdict.tied_more": (
        "{arms}之间<b>没有明显差异</b>，{days}里在{n}个方案中最好。这{m}个都胜过“{base}”，其中“{best}”领先<b>"
        "{diff}</b>（{level}区间：{bounds}）。"
    ),
    "sure.tied": (
        "平均来看“{arm}”领先“{other}”（概率{p}），但{worlds}个世界还分不出这几个的高下；最好的那个有{level}的把握就在其中。"
    ),
    "sure.tied_same": "“{arm}”与“{other}”在每个世界里结果都相同；最好的那个有{level}的把握就在上面这几个之中。",
    "behind.one": "“{a}”本身明显不如“{arm}”，后者领先{diff}（{bounds}）。",
    "behind.more": "“{a}”本身明显不如“{arm}”，后者领先{diff}（{bounds}）；也明显不如{others}。",
    "sure.same": "{worlds}个世界的结果分毫不差。",
    "sure.undefined": "{worlds}个世界里，两者都有数值的不到两个。",
    "sure.one": "{worlds}个世界里的人和运气各不相同，{level}区间已经包含这种波动。",
    "sure.one_open": "盈亏未定：{worlds}个世界的{level}区间包含零。",
    "base.more": "与“{base}”相比，“{arm}”的{metric}多{diff}（{bounds}）。",
    "base.less": "与“{base}”相比，“{arm}”的{metric}少{diff}（{bounds}）。",
    "base.worse_more": "与“{base}”相比，连“{arm}”也更差：{metric}多{diff}（{bounds}）。",
    "base.worse_less": "与“{base}”相比，连“{arm}”也更差：{metric}少{diff}（{bounds}）。",
    "base.none": "与“{base}”相比，“{arm}”的{metric}没有明显差异（{bounds}）。",
    "profit.more": "看利润，“{a}”比“{b}”多{diff}。",
    "profit.less": "看利润，“{a}”比“{b}”少{diff}。",
    "profit.none": "看利润，“{a}”与“{b}”没有明显差异（{bounds}）。",
    "spend.alike": "两者的获客费用相近：{x}和{y}。",
    "spend.apart": "两者的获客费用并不相同：“{a}”{x}，“{b}”{y}。",
    "uses.two": "以“{ref}”为参照：{first}；{second}。",
    "uses.one": "以“{ref}”为参照：{first}。",
    "uses.cheaper": "通过“{arm}”多得一个新客更便宜。",
    "use.bought": "“{arm}”获客费用多花{spend}，新客多{n}，每个{each}（{bounds}）",
    "use.saved": "“{arm}”新客多{n}，获客费用还少花{spend}",
    "use.free": "“{arm}”新客多{n}，获客费用没有明显差异",
    "use.fewer": "“{arm}”新客少{n}，费用并没有减少",
    "use.fewer_saved": "“{arm}”新客少{n}，少花{spend}",
    "use.nothing": "“{arm}”获客费用多花{spend}，新客没有明显增加",
    "use.nothing_saved": "“{arm}”少花{spend}，新客数看不出差别",
    "use.nothing_free": "“{arm}”的新客和费用都没有明显差异",
    "worth.more": (
        "一个转介绍好友的加粉成本为{referred_cost}，到期末带来{referred}；{channel}好友的加粉成本为{bought_cost}"
        "，带来得更少，为{bought}。"
    ),
    "worth.less": (
        "一个转介绍好友的加粉成本为{referred_cost}，到期末带来{referred}；{channel}好友的加粉成本为{bought_cost}"
        "，带来得更多，为{bought}。"
    ),
    "worth.alike": (
        "一个转介绍好友的加粉成本为{referred_cost}，到期末带来{referred}；{channel}好友的加粉成本为{bought_cost}"
        "，带来{bought}，两者带来的价值没有明显差异。"
    ),
    "in_channel": "{channel}",
    "burn.worn": (
        "{channel}多出来的曝光只有{extra}加上好友，原来是{mean}：受众有限，这个渠道全部曝光的{wasted}都落在现在或以前的好友身上。"
    ),
    "burn.fresh": "{channel}多出来的曝光有{extra}加上好友，不低于原来的{mean}：这批受众还没有投疲。",
    "k.amplifies": (
        "转介绍飞轮能放大，但自己转不起来：在“{arm}”下，一个好友在{days}天内带来{k}个好友（K小于1）；{horizon}里，每个"
        "从其他渠道加来的好友已变成{amp}个。"
    ),
    "k.open": "在“{arm}”下，一个好友在{days}天内带来{k}个好友：K到没到能自我维持的1，还看不清。",
    "k.alone": "转介绍飞轮能自我维持：在“{arm}”下，一个好友在{days}天内带来{k}个好友（K大于1），直到能加的人加完。",
    "off.one": "第{day}天停投后，“{arm}”的日新增好友保持在停投前的{after}。",
    "off.more": "第{day}天停投后，“{arm}”的日新增好友保持在停投前的{after}，明显高于“{other}”的{other_after}。",
    "off.less": "第{day}天停投后，“{arm}”的日新增好友保持在停投前的{after}，明显低于“{other}”的{other_after}。",
    "off.alike": ("第{day}天停投后，“{arm}”的日新增好友保持在停投前的{after}，“{other}”为{other_after}，没有明显差异。"),
    "off.on_one": "如果不停投，同一时段“{arm}”的这一比例为{on}；两者之差才是停投的代价。",
    "off.on_two": "如果不停投，同一时段两者分别为{on}和{other_on}；与之相差的部分才是停投的代价。",
    "best.clear": "全部{n}个方案里，“{arm}”最好，而且领先明显。",
    "best.shared": "全部{n}个方案里，“{arm}”平均最好，但对{others}的领先并不明显；最好的那个有{level}的把握就在其中。",
    "ltv_cac.up": "LTV/CAC从{before}（“{base}”）升到{after}（“{arm}”）。",
    "ltv_cac.down": "LTV/CAC从{before}（“{base}”）降到{after}（“{arm}”）。",
    "ltv_cac.flat": "LTV/CAC在“{base}”下为{before}，在“{arm}”下为{after}，没有明显差异。",
    "earns.yes": "采用“{arm}”，这门生意{days}里赚{profit}（{bounds}）。",
    "earns.no": "即使采用“{arm}”，这门生意{days}里仍亏{profit}（{bounds}）。",
    "earns.open": "采用“{arm}”是否赚钱还看不清，{days}里的利润在{bounds}之间。",
    "stop.gains": ("第{day}天停投反而使{days}内的利润多{diff}：后期买来的好友到期末还没有回本。把模拟期拉长，结论可能不同。"),
    "stop.costs": "第{day}天停投使{days}内的利润少{diff}。",
    "capped": "要达到所要求的精度需要{wanted}个世界，study.max_replications只允许{worlds}个，所以区间比要求的宽。",
    "assumed.none": '起作用的{m}个参数都有公开数据或属于策略选择。<a href="#assumptions">查看。</a>',
    "skewed": (
        "{measures}主要取决于少数几个偏离很远的世界，因此写明{level}的区间，实际把握要低几个百分点。"
        "增加世界数（<code>study.replications</code>）或人数（<code>market.size</code>）会有改善。"
    ),
    "notice.told": "注意：{sentence}",
    "notice.beyond_all": "<code>{path}</code>不起作用：它在模拟期（<code>horizon_days</code>）之外。",
    "notice.beyond": "<code>{path}</code>在{arms}中不起作用：它在该方案的模拟期（<code>horizon_days</code>）之外。",
    "notice.same": "{arms}的设置完全相同，它们之间不会有任何差异。",
    "notice.small": (
        "<code>market.size</code>设为{size}，而这门生意的配置面向{own}人，流量并没有跟着变小：每人最多{now}次曝光，原本是{before}次，"
        "市场会更快用尽。拿来试试手可以。没有一个参数能统一缩放流量：请把各渠道的<code>exposures_per_day</code>和"
        "<code>budget_yuan_per_day</code>也除以{factor}。"
    ),
    "notice.long": (
        "一次模拟有{exposures}次曝光，计算量很大：全部模拟约需单核{minutes}分钟。平均到{people}人，每人{each}次；若非有意，请调低各渠道的"
        "<code>exposures_per_day</code>或预算，或调大<code>market.size</code>。"
    ),
    "one.earns": "“{arm}”：{days}里<b>赚{profit}</b>（{level}区间：{bounds}）。",
    "one.loses": "“{arm}”：{days}里<b>亏{profit}</b>（{level}区间：{bounds}）。",
    "one.open": "“{arm}”：{days}里<b>盈亏都不明显</b>，利润的{level}区间为{bounds}。",
    "one.cost": "最大的一项花费是{cause}：{yuan}，占全部支出的{share}。",
    "one.cost_close": "最大的一项花费是{cause}：{yuan}，占全部支出的{share}，与{rival}的差距不明显。",
    "one.ltv_above": "一个新客的获客成本为{cac}，到期末带来{ltv}：LTV/CAC为{ratio}，高于1。",
    "one.ltv_below": "一个新客的获客成本为{cac}，到期末带来{ltv}：LTV/CAC为{ratio}，低于1。",
    "one.ltv_around": "一个新客的获客成本为{cac}，到期末带来{ltv}：LTV/CAC为{ratio}，高于还是低于1，还看不清。",
    "one.no_cac": "CAC和LTV算不出来：没有人成交，或者没有获客费用。",
    "one.payback": "首月加入的好友在{months}后收回获客费用。",
    "one.no_payback": "首月加入的好友到期末还没有收回获客费用。",
    "verdict.fewer": "“{a}”胜过“{b}”：{days}里{metric}<b>少{diff}</b>（{level}区间：{bounds}）。",
    "base.fewer": "与“{base}”相比，“{arm}”的{metric}少{diff}（{bounds}）。",
    "base.worse_fewer": "与“{base}”相比，连“{arm}”也更差：{metric}少{diff}（{bounds}）。",
    "verdict.better_higher": "“{a}”胜过“{b}”：{days}里{metric}<b>高{diff}</b>（{level}区间：{bounds}）。",
    "verdict.better_lower": "“{a}”胜过“{b}”：{days}里{metric}<b>低{diff}</b>（{level}区间：{bounds}）。",
    "verdict.has_more": "{days}里，“{a}”的{metric}比“{b}”<b>多{diff}</b>（{level}区间：{bounds}）。",
    "sure.unclear_higher": "“{arm}”更高的概率是{p}，{worlds}个世界还分不出高低。",
    "sure.unclear_of_many": "“{arm}”领先的概率，单独比这两个是{p}；但{n}个方案同时比较，这还不足以分出高下。",
    "sure.unclear_higher_of_many": "“{arm}”更高的概率，单独比这两个是{p}；但{n}个方案同时比较，这还不足以分出高下。",
    "sure.few": "<b>只有{worlds}个世界</b>，结果只能粗略参考。",
    "base.higher": "与“{base}”相比，“{arm}”的{metric}高{diff}（{bounds}）。",
    "base.lower": "与“{base}”相比，“{arm}”的{metric}低{diff}（{bounds}）。",
    "base.worse_higher": "与“{base}”相比，连“{arm}”也更差：{metric}高{diff}（{bounds}）。",
    "base.worse_lower": "与“{base}”相比，连“{arm}”也更差：{metric}低{diff}（{bounds}）。",
    "earns.loses": "采用“{arm}”，这门生意{days}里亏{profit}（{bounds}）。",
    "rough": (
        "只有{worlds}个世界，{measures}的区间超出了可能的范围，显示时已截去，例如（0～35），只能粗略参考。增加世"
        "界数（<code>study.replications</code>）或人数（<code>market.size</code>）会有改善。"
    ),
    "rests.untested": (
        "<b>假设尚未检验。</b>这个结论背后的{m}个取值中有{n}个是假设，区间只反映运气。加上<code>study="
        'sensitivity</code>再跑一次，就能看出哪些假设会让结论翻转。<a href="#assumptions">逐项查看。</a>'
    ),
    "rests.decide": (
        "<b>结论取决于假设。</b>让假设在各自范围内随机取值，平均领先的一方只在{p}（{bounds}）的世界里领先。<code>study="
        'sensitivity</code>会指出最该先去测量的假设。<a href="#assumptions">逐项查看。</a>'
    ),
    "rests.mostly": (
        "<b>结果受假设的影响比运气大。</b>各世界之间的波动有{share}（{share_bounds}）来自假设；平均领先的一方在"
        '{p}（{bounds}）的世界里领先。<a href="#assumptions">逐项查看。</a>'
    ),
    "rests.measure": "<b>这个决定取决于假设。</b>花钱之前，先去测量：{paths}。",
}
