# 文件或数据为何无法读写，以及在文件中发现了什么。

system-not-found = 没有这个文件或文件夹
system-forbidden = 没有权限
system-full = 磁盘空间不足
system-read-only = 所在位置只读
system-folder = 这是文件夹
system-no-folder = 路径中有一段不是文件夹
system-there = 已经存在
system-other = { $code ->
    [0] 系统拒绝（原文：{ $original }）
   *[other] 系统错误 { $code }（原文：{ $original }）
}
file-unreadable = 无法读取 { $file }：{ $why }
file-unwritable = 无法写入 { $file }：{ $why }
file-no-file = { $file } 是文件夹，不是文件；请选择其中的文件
file-changed = { $file } 在读取时被改动；请等它写完后重新开始
file-unlike = { $file }：{ $why }；可读取：{ $known }
unlike-locked = 是旧版 .xls 或有密码的工作簿；请另存为无密码的 .xlsx
unlike-archive = 是不含工作簿的压缩包；请先解压
unlike-markup = 是网页或 XML；请另存为 CSV 或 .xlsx
file-no-writer = 不能写 { $format }；可写：{ $known }
file-no-encoding = “{ $name }”不是已知的编码；可用 utf-8、gbk、windows-1250 等
file-empty = { $file } 是空的；首行必须是列名
file-header = { $file } 第 { $line } 行：不能用作列名（原文：{ $original }）
file-open-quote = { $file } 第 { $line } 行第 { $column } 列：此处的引号没有闭合；请闭合，若属于文字则写成两个
file-too-long = { $file } 第 { $line } 行第 { $column } 列：{ $what }
long-cell = 从此开始的单元格超过 1 MiB；请检查未闭合的引号
long-breaks = 从此开始的单元格超过 1,000 行；请检查未闭合的引号
long-row = 从此开始的行超过 16 MiB；请确认这是有换行的表格
long-object = 从此开始的对象超过 16 MiB；请检查未闭合的引号或括号
file-no-sheet = { $file } 没有工作表“{ $wanted }”；现有：{ $known }
file-no-rows = { $file } 的工作表都没有数据；现有：{ $known }
file-bomb = 拒绝 { $file }：解压后大得不合常理（原文：{ $original }）；若可信，请用表格软件另存为 CSV
file-broken = { $line ->
    [0] 无法理解 { $file }（原文：{ $original }）；请重新保存，或存为 CSV
   *[other] { $file } 第 { $line } 行无法理解（原文：{ $original }）；请重新保存，或存为 CSV
}
file-cannot-hold = { $file } 第 { $row } 行“{ $column }”列装不下（原文：{ $original }）；请改写 CSV
file-uneven = 读了 { $rows } 行，导入 { $loaded } 行，未导入 { $rejected } 行，数目不符：未保存任何内容；请报告
mapping-no-field = 没有字段“{ $given }”；现有：{ $known }
mapping-no-column = 表格没有“{ $given }”列；现有：{ $known }
mapping-no-layer = 阶段“{ $stage }”：“{ $given }”不是层级
mapping-no-delimiter = “{ $given }”不能作分隔符；可用逗号、分号、竖线或制表符
found-told = { $name }（按指定）
found-mark = { $name }（按文件标记）
found-pattern = { $name }（按零字节）
found-ascii = { $name }（纯 ASCII）
found-valid = { $name }（全部有效）
found-damaged = { $name }（有 { $count } 处损坏）
found-guess = { $name }（按文字推测）
found-comma = 以逗号分隔
found-semicolon = 以分号分隔
found-tab = 以制表符分隔
found-delimiter = 以 { $sign } 分隔
found-quote = 以 { $sign } 作引号
found-backslash = 引号前有反斜杠
found-sheet = { $count ->
    [1] 工作表“{ $name }”
   *[other] 工作表“{ $name }”，共 { $count } 个
}
found-nameless = 第 { $column } 列没有名称，称为“{ $name }”
found-again = 第 { $column } 列又叫“{ $written }”，改称“{ $name }”
found-more = 另有 { $number } 列也改了名称
found-rows-in = 各行是“{ $key }”中的对象
store-not-found = { $file } 不存在；不指定文件启动即可新建
store-exists = { $file } 已存在；请换个名称
store-foreign = { $file } 不是 fiveply 的数据文件（原文：{ $original }）；没有写入
store-newer = { $file } 由更新版本的 fiveply 建立（格式 { $found }，本程序支持 { $known }）；请升级
store-corrupt = { $file } 已损坏（原文：{ $original }）；请用 `fiveply restore` 恢复备份；没有写入
store-denied = 无法打开 { $file }（原文：{ $original }）
store-network = { $file } 位于 { $system }，文件锁不可靠；请放到本地磁盘
store-in-use = 其他人正打开 { $file }；请让他们退出后重试；没有更改
store-replaced = 打开期间 { $file } 被换成了别的文件；请退出后重新打开
store-gone = { $file } 已不在原处：打开期间被移动、改名或删除；请放回原处，或退出后从新位置打开
store-unknown = { $file }：无法确定更改是否已保存；重做之前请先查看最近的更改（原文：{ $original }）
store-applied = 已做过（更改 { $number }），没有重复执行
store-linked = { $what } 仍被 { $by } 使用
store-misfit = { $what } 与此次更改不符（原文：{ $original }）；没有更改
store-io = { $file }：系统出错（原文：{ $original }），没有更改
record-named = { $kind ->
    [user] 用户
    [product] 产品
    [account] 客户
    [contact] 联系人
    [lead] 商机
    [feedback] 反馈
    [touch] 联系
    [setting] 设置
    [segment] 细分
   *[list] 名单
} #{ $number }
refused-conflict = 其间有人改过；没有更改
refused-out-of-step = 数据与日志不一致（原文：{ $original }）；请运行 `fiveply check`
refused-form = 填写的内容无法保存（原文：{ $original }）
refused-misfit = “{ $given }”不合适；应为{ $wants ->
    [number] 整数
    [money] 金额
    [date] 日期，如 2026-11-30
    [code] 其中之一：{ $known }
    [link] 记录的编号
    [flags] 里程碑
   *[text] 文字
}
refused-milestone = 其中有的里程碑已不在列表中
refused-too-long = { $bytes } 字节太长；最多 { $most }
refused-named = { $by } 的筛选用到“{ $name }”；请先改那里
refused-named-privately = 有同事的私有细分在筛选中用到“{ $name }”
refused-not-removed = 只能删除细分和名单；其他请撤销
refused-kept-amounts = 有 { $count } 笔金额以 { $home } 计；请先导出、清空，再以新货币导入
refused-ambiguous = 有多个客户叫“{ $name }”（#{ $first }、#{ $second }）；请用城市列区分
refused-follows = { $field }由操作得出，不能直接输入
refused-name-taken = “{ $name }”已存在（{ $what }）；请直接使用，或换个名称
said-thread-gone = 写入已停止；请退出后重新进入
flaw-other = 无法读取（原文：{ $original }）
status-no-settings = 文件内容不是设置
