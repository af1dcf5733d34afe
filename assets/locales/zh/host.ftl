# 终端及其周围。

editor-unknown = 没有可用的编辑器：请把 VISUAL 或 EDITOR 设为打开编辑器的命令，例如 EDITOR=nano
editor-not-written = 无法为编辑器写入文本（原文：{ $why }）
editor-not-started = 无法启动编辑器（原文：{ $why }）
editor-ended = 编辑器异常结束（原文：{ $why }）；没有更改
editor-ended-kept = 编辑器异常结束（原文：{ $why }）；这里没有更改，你的文本在 { $file }
editor-unreadable = 无法读取编辑器留下的内容（原文：{ $why }）；它在 { $file }
ask-leave-work = 正在导入。要停止、不保留任何内容并离开吗？
act-language = 选择语言
ask-language = 使用哪种语言？
book-full = 名称或备注已超过 4 GiB：最后的部分不会显示在列表中，也无法按文字找到。
snapshot-damaged = 数据文件旁的快照已损坏；已从数据重新读取全部内容。
demo-seat = 这里的一切都是虚构的；你现在以 { $who } 的身份查看（换个身份：`fiveply demo --as 姓名`）
