# 入门的一分钟：一行字，每步一个键；40 列的窗口也放得下。

act-tour = 开始或结束导览
tour-place = { $done }/{ $all }
tour-today = { $key } 查看今天要做的事
tour-funnel = { $key } 查看漏斗的五个层级
tour-behind = { $down } 向下，{ $key } 查看商机
tour-forward = { $key } 把商机推进一层
tour-undo = { $key } 撤销；任何操作都能撤销
tour-filter = { $key } temp:warm { $take }：只看热的
tour-feedback = { $key }、数字、{ $take }：反馈
tour-help = { $key } 列出并查找所有按键
tour-new-lead = { $key }、客户名、{ $take }：新商机
tour-import = { $key } 导入文件；{ $back } 返回
tour-settings = { $key } 设置层级、概率和原因
tour-pipeline = { $key } 按层级查看商机
tour-leave = { $key } 结束导览
tour-over = 导览完成；{ $key } 列出所有按键
tour-left = 导览已结束；{ $key } 可重新开始
