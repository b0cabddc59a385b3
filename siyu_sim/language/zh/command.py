"""What the command line says of itself: help, the list of what can be run, progress, errors of use and of the disk."""

from siyu_sim.language.help import EXPORT, HELP, STORE

_HELP = """用法：python -m siyu_sim [+experiment=名称] [组=选项 ...] [键=值 ...] [开关]

不带参数：列出能跑的实验、生意和抓手。

  +experiment=名称       跑一个问题的全部方案
  组=选项                选一个配置文件：business=course、hook=cash、content=daily
  键=值                  设一个数值：hook.strength=1.5、horizon_days=730、study.replications=50、
                         study.seed=7、engine=reference、report.folder=目录
  组.名称=null           去掉一项：sop.wake_idle=null、channels.live=null
  study=sensitivity      哪个假设决定两个方案的胜负，在哪个数值上结论翻转
  study=search           预算之内的最优策略；study=allocate：预算怎么分
  report.lang=zh         一切内容的语言：en、zh，或 both（一页两种语言，可切换）；
                         不写则跟随电脑的语言（LANG）。写 --lang zh 也一样
  -m, --multirun         列出的值两两组合，每种组合一个方案：hook=none,coupon
  --config-dir 目录      自己的配置目录；其中的文件加在自带的配置之上，
                         同名的以自己的为准（可以写多次）
  -q, --quiet            只打印一行结论，最后一行是报告的路径
  --json                 打印一个 JSON 对象：结论、各方案及其指标、种子、路径
  --version              打印版本号
  -h, --help             打印本帮助

研究中途停下也不要紧：再敲一遍同样的命令就接着跑，跑完的都保存在 reports/.store。

  python -m siyu_sim store     看那里存了什么；怎么查看、怎么清理，见 store --help
  python -m siyu_sim export    把报告导出为 XLSX、CSV、Parquet、PNG、SVG、PDF 和 PPTX，见 export --help
"""

_STORE = """例如：
  python -m siyu_sim store                                按研究列出存了什么
  python -m siyu_sim store show referral                  一项研究的各个任务
  python -m siyu_sim store show 3f9a                      一个任务：内容和各项指标
  python -m siyu_sim store prune --other-code             清理其他代码版本的结果，它们已经没有用了
  python -m siyu_sim store prune --older 30 --study referral --dry-run
"""

_EXPORT = """例如：
  python -m siyu_sim export reports/referral/2026-01-31_120000
  python -m siyu_sim export reports/referral/2026-01-31_120000 --to xlsx,pptx --lang zh

文件写在该目录下的 export/ 里。导出 XLSX、图片、PDF 和幻灯片，要先 pip install "siyu_sim[export]"；
图片、PDF 和幻灯片还需要 Chromium 或 Chrome（例如 apt install chromium；装在别处的，用 BROWSER_PATH 指明）。
"""

_USE = {
    HELP: _HELP,
    "--config-dir needs a folder: --config-dir DIR": "--config-dir 后面要写目录：--config-dir 目录",
    "--lang needs a language: --lang zh": "--lang 后面要写语言：--lang zh",
    "unknown option {word}; did you mean {near}?\noptions: {flags}": "没有 {word} 这个开关；是不是想写 {near}？\n开关有：{flags}",
    "unknown option {word}; settings are written without dashes: {plain}\noptions: {flags}": (
        "没有 {word} 这个开关；设置数值不加横线：{plain}\n开关有：{flags}"
    ),
    "unknown option {word}\noptions: {flags}": "没有 {word} 这个开关\n开关有：{flags}",
    "--config-dir: no such folder: {folder}": "--config-dir：没有这个目录：{folder}",
    "the configs in {folders} cannot be composed: {why}": "{folders} 里的配置无法合成：{why}",
    "stopped; nothing half-written, and the runs that were finished are kept: the same command goes on": (
        "已停止；没有写到一半的文件，跑完的都已保存：再敲一遍同样的命令就接着跑"
    ),
    "not enough memory: a smaller market.size, fewer study.processes or study.log=false needs less": (
        "内存不够：调小 market.size、减少 study.processes 或设 study.log=false 可以省内存"
    ),
}

_LIST = {
    "siyu_sim: grow a private domain person by person, and compare strategies on the same people": (
        "siyu_sim：一个人一个人地推演私域怎样长起来，在同一批人身上比较不同的打法"
    ),
    "Experiments: questions with their arms": "实验：一个问题和它的几种方案",
    "Businesses": "生意",
    "{about} (default)": "{about}（默认）",
    "Levers: group=option (* is the default)": "抓手：组=选项（* 为默认）",
    "Any single value can be set too: {values}": "任何一个数值也可以单独设：{values}",
    "Try": "试试看",
    "(no question can be read from {path})": "（从 {path} 读不出问题）",
}

_RUN = {
    "sensitivity": "敏感性分析",
    "search": "策略寻优",
    "allocation": "预算分配",
    "{people} people | {days} days | seed {seed}": "{people}人 | {days}天 | 种子{seed}",
    "{kind}: at most {runs} runs | {size}": "{kind}：最多{runs}次模拟 | {size}",
    "{arms} arms x {worlds} worlds | {size}": "{arms}个方案 × {worlds}个模拟世界 | {size}",
    "1 arm x {worlds} worlds | {size}": "1个方案 × {worlds}个模拟世界 | {size}",
    "first run of this version: compiling the engine, about a minute": "本版本首次运行：正在编译引擎，约需一分钟",
    "running": "运行中",
    "running: {done} of {total}": "运行中：{done}/{total}",
    "running: {done} of {total}, about {left} left": "运行中：{done}/{total}，约剩{left}",
    "{seconds} s": "{seconds}秒",
    "{minutes} min": "{minutes}分钟",
    "{hours} h {minutes} min": "{hours}小时{minutes}分钟",
    "arm {arm} in world {seed}": "方案 {arm}（世界 {seed}）",
    "arms {arms} in world {seed}": "方案 {arms}（世界 {seed}）",
    "world {seed}": "世界 {seed}",
    "person by person in world {seed}": "世界 {seed}：逐人对比",
    "screening the assumptions": "逐个筛查假设",
    "shares of the variance": "计算方差占比",
    "along the range of each assumption": "沿每个假设的范围逐点计算",
    "strategies: {n}, in {worlds} worlds": "{n}种策略 × {worlds}个世界",
    "strategies in fresh worlds: {n}": "{n}种策略，在新世界中检验",
    "{found} of {all} runs were finished before and kept in {folder}": "{all}次模拟中有{found}次以前跑过，直接取自{folder}",
    "report: {page}": "报告：{page}",
}

_COMPARISON = {
    "The precision asked for would take {wanted} worlds; study.max_replications allowed {worlds}.": (
        "要达到所要求的精度需要{wanted}个世界，study.max_replications 只允许{worlds}个。"
    ),
    "Below each mean: difference from '{base}' in the same worlds [{level} interval, all arms at once]; '{base}': its own. "
    "A probability of being better is of one difference by itself.": (
        "均值下方：同一批模拟世界中与“{base}”之差 [{level}区间，各方案同时成立]；“{base}”下方是它自己的区间。“更好的概率”只就单个差值而言。"
    ),
    "{low} to {high}": "{low}到{high}",
    "The same people in every arm do the work of {gain} times as many worlds ({metric}).": (
        "各方案面对同一批人，看{metric}之差，一个世界抵得上{gain}个互不相干的世界。"
    ),
    "{first} against {second}: {metric} {diff} {unit}{bounds}, better with probability {p}.": (
        "{first}对比{second}：{metric} {diff} {unit}{bounds}，更好的概率为{p}。"
    ),
    "Of the variance of that difference, ignorance is {share}.": "这一差值在各世界间的波动（方差）有{share}来自未知。",
    "In {p} [{low}, {high}] of the worlds that the assumptions allow, {first} is ahead of {second}.": (
        "让假设在各自范围内随机取值，{p} [{low}, {high}] 的世界里是{first}领先于{second}。"
    ),
}

_DISK = {
    "cannot read or write: {path}: {reason}": "无法读写 {path}：{reason}",
    "cannot read or write: {reason}": "无法读写：{reason}",
    "a part of the path is a file, not a folder": "路径中有一段是文件，不是目录",
    "the report folder cannot be written ({reason})": "报告目录写不进去（{reason}）",
}

_SUBCOMMANDS = {
    STORE: _STORE,
    EXPORT: _EXPORT,
    "the language to answer in (that of the computer)": "用哪种语言回答（默认为电脑的语言）",
    "nothing is kept in {folder}": "{folder} 里什么都没有",
    "the store (reports/.store)": "结果存放的目录（reports/.store）",
    "The folder of finished tasks.": "存放已完成任务的目录。",
    "what is kept, by study": "按研究列出存了什么",
    "the tasks of a study, or one task": "一项研究的各个任务，或一个任务",
    "the name of a study, or the first digits of a key": "研究的名称，或键的前几位",
    "remove results; what is removed is computed again when it is asked for": "清理结果；清掉的，下次用到时会重新计算",
    "of other versions of the code": "其他代码版本的结果",
    "written longer ago than this": "早于这么多天的结果",
    "of this study only": "只清理这项研究的",
    "everything": "全部",
    "only say what would go": "只说会清掉什么，不真的清理",
    "study": "研究",
    "tasks": "任务",
    "worlds": "世界",
    "latest": "最近一次",
    "code": "代码版本",
    "this": "当前",
    "another: not used any more": "其他：已不再使用",
    "{n} damaged or half-written files, which prune removes": "{n}个损坏或没写完的文件，prune 会清掉",
    "key": "键",
    "world": "世界",
    "days": "天数",
    "people": "人数",
    "arms": "方案",
    "none": "无",
    "{n} keys begin with '{what}'; studies: {studies}": "有{n}个键以“{what}”开头；研究有：{studies}",
    "no study and no key '{what}'; studies: {studies}": "没有叫“{what}”的研究或键；研究有：{studies}",
    "prune needs to be told what: --other-code, --older DAYS, --study NAME or --all": (
        "prune 要知道清理什么：--other-code、--older 天数、--study 名称 或 --all"
    ),
    "would remove {gone} files, {size} MB; {left} results are there now": "会清掉{gone}个文件，{size} MB；现有{left}个结果",
    "removed {gone} files, {size} MB; {left} results are left": "已清掉{gone}个文件，{size} MB；还剩{left}个结果",
    "A run as files for other programs.": "把一份报告导出为其他程序能用的文件。",
    "of the run: the one with index.html in it, or that page": "报告的目录，即 index.html 所在的目录；也可以写这个页面本身",
    "any of {forms} (those of {usual} that can be made)": "{forms} 中的若干种（默认为 {usual} 中能导出的）",
    "language of the files (that of the page) and of what is said here; the PDF has one that the page has": (
        "文件的语言（默认同页面），也是这里回答的语言；PDF 只能用页面有的语言"
    ),
    "{option}: {given} is not one of {known}": "{option}：{given} 不在可选范围内：{known}",
    "nothing": "空",
    "--lang: the report has no words in {lang}: give the command of the run again; finished runs are kept": (
        "--lang：报告里没有 {lang} 的文字：再跑一遍原来的命令即可，跑完的都已保存"
    ),
    "left out: {form} ({why})": "略过：{form}（{why}）",
    "{modules} missing: {install}": "缺少 {modules}：{install}",
    "no browser: {forms} need {browser}": "没有浏览器：{forms} 需要 {browser}",
    "Chromium or Chrome (for example apt install chromium; BROWSER_PATH names one elsewhere)": (
        "Chromium 或 Chrome（例如 apt install chromium；装在别处的，用 BROWSER_PATH 指明）"
    ),
    "{name}: the page as it was written; report.lang={lang} writes one in {lang}": (
        "{name}：按页面写成时的语言；要 {lang} 的页面，请用 report.lang={lang} 再跑一遍"
    ),
    "{folder} must be a folder, not a link": "{folder} 必须是目录，不能是链接",
    "{folder} must be a folder, not a link or a file": "{folder} 必须是目录，不能是链接或文件",
    "no such folder: {path}": "没有这个目录：{path}",
    "{name} is not a plain file in {path}": "{path} 里的 {name} 不是普通文件",
    "not the folder of a report: {path} (a report is a folder with index.html and data/ in it)": (
        "不是报告的目录：{path}（报告是含有 index.html 和 data/ 的目录）"
    ),
    "an older report has no figures.json: give the command of the run again; finished runs are kept": (
        "旧版报告没有 figures.json：再跑一遍原来的命令即可，跑完的都已保存"
    ),
    "{file}: not an object": "{file}：不是 JSON 对象",
    "{file}: cannot be read as JSON: {why}": "{file}：不是有效的 JSON：{why}",
    "{file}: cannot be read as a table: {why}": "{file}：不是有效的表格：{why}",
    "{file}: more than {rows} rows or 1,000 columns, which a sheet does not hold": "{file}：超过{rows}行或1,000列，工作表放不下",
    "{file}: written by another version; give the command of the run again": "{file}：由另一个版本写成；请再跑一遍原来的命令",
    "{file}: {place}: not as a report has it ({why})": "{file}：{place}：与报告的格式不符（{why}）",
    "{file}: pages in languages that reports do not have": "{file}：有报告不支持的语言",
    "{file}: two figures of one name in {place}": "{file}：{place} 里有两幅同名的图",
    "the browser did not start, or was stopped: {path}": "浏览器没有启动，或被中止：{path}",
    "the browser failed: {why}": "浏览器出错：{why}",
    "the page was not drawn; it may be of another version: give the command of the run again": (
        "页面没有画出来，可能由另一个版本写成：请再跑一遍原来的命令"
    ),
    "a figure could not be drawn: {why}": "有一张图画不出来：{why}",
    "the page could not be printed: {why}": "页面无法打印：{why}",
}

SENTENCES: dict[str, str] = {**_USE, **_LIST, **_RUN, **_COMPARISON, **_DISK, **_SUBCOMMANDS}
