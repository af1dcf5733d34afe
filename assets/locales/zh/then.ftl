# Looking back: the workspace as it was.

top-as-of = ◂ { $day } 当时的数据
top-as-of-short = ◂ { $day }
top-going-back = ◂ 正在回到 { $day } · { $records }
top-going-back-short = ◂ { $day } …
why-past = 这是过去的一天：只能查看，不能更改
