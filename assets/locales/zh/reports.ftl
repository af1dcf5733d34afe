# 导出的报表。

act-report-export = 将报表写成 CSV、JSON、SVG 或 HTML；或复制表格、命令
hint-report-export = 导出
ask-outlet = 如何处理此报表？
outlet-csv = CSV 文件
outlet-json = JSON 文件
outlet-svg = SVG 图片
outlet-html = HTML 页面
outlet-table = 复制表格
outlet-command = 复制命令
outlet-csv-for = 各行数据，供电子表格使用
outlet-json-for = 全部数值，供程序使用
outlet-svg-for = 图表
outlet-html-for = 表格、图表与说明；可单独打开
ask-report-file = 写为 { $form }，文件
example-report-file = 文件，例如 ~/report.html
ask-report-over = { $file } 已存在。要覆盖吗？
report-written = { $file } 已写入：{ $size }
report-is-folder = { $file } 是文件夹；请加上文件名
report-not-written = { $file } 未写入：{ $why }
report-nothing-drawn = 此报表目前没有可绘制的内容；请写为 CSV、JSON 或 HTML
report-failed = 报表未生成：{ $why }
report-writing = 正在写入 { $file } …；按 Esc 停止
report-reading = 正在还原更早的一天：已回退 { $n } 项变更 …；按 Esc 停止
report-stopped = 已停止；未写入任何内容
