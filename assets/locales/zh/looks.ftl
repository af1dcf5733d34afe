# 主题、鼠标、剪贴板：屏幕的样子和用法。

act-theme = 更换主题
act-mouse = 开关鼠标
ask-theme = 用哪个主题？
theme-auto = 跟随终端的底色
theme-dark = 用于深色底
theme-light = 用于浅色底
theme-contrast = 高对比度，投影用
theme-clear = 适合色觉异常者
theme-ansi = 终端自带的十六色
theme-plain = 无颜色
mouse-on = 鼠标已开：点击、滚轮和拖动归屏幕；按住 Shift 可选文字
mouse-off = 鼠标已关：用终端自己的方式选文字
status-kept = { $what }；已保存到 { $file }
status-not-kept = { $what }，仅限这次：未能保存（{ $why }）
status-copy-cut = 只复制了前 { $size } KB
