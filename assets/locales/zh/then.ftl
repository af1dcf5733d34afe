# Looking back: the workspace as it was.

top-as-of = ◂ { $day } 当时的数据
top-as-of-short = ◂ { $day }
top-going-back = ◂ 正在回到 { $day } · { $records }
top-going-back-short = ◂ { $day } …
why-past = 这是过去的一天：只能查看，不能更改
before-a-year = 去年同期
act-against = 与去年同期比较，或与前一时段比较
hint-against = 比较
act-week-before = 后退一周：当时的数据
act-week-after = 前进一周
hint-weeks = 按周
act-replay = 回放：从一年前或所看的那天起逐周播放，再按一次停止
hint-replay = 回放
act-slower = 放慢回放
act-faster = 加快回放
summary-replay = ▶ 回放，速度 { $pace } / { $of }
why-no-replay = 当前没有回放
why-no-motion = 已关闭动效：请逐周前后翻看
act-now = 从过去的一天回到现在
hint-now = 现在
summary-against = 对比 { $days }
summary-no-meeting = 尚未开过会：按最近七天
summary-layers-alone = 层级为当日，其余为当前
why-now = 现在就是最新
why-no-period = 请先选择时段：全部时间没有前一时段
