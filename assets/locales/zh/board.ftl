# 商机看板：按键、卡片，以及卡片上下的文字。

act-switch = 看板或列表
act-parked = 在看板上显示或隐藏已搁置的商机
hint-switch = 看板/列表
why-no-board = 窗口太小，放不下看板
why-only-board = 只有看板可以隐藏；按 v 切换到看板
board-more = 还有 { $number } 条
board-above = ↑ { $number }
board-empty = 这里没有商机
board-only-parked = 只有已搁置的
card-new = 今天新到
card-stuck = 停滞
card-hand = ← { $who }
temp-cold = 冷
temp-warm = 热
summary-value = 进行中 { $value }
summary-hidden = 已隐藏 { $value } 条搁置
summary-closed = { $value } 条已结束
