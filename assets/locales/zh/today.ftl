# 商机的移交，以及销售的一天。

refused-not-waiting = 并没有等待接受；请先移交
refused-handed = 已经在等该销售接受
verb-handover = 移交
verb-accept = 接受
verb-return = 退回
verdict-returned = 已退回
