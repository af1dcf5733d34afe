//! Holds the names of the messages of `reports.ftl`, and nothing else.

macro_rules! reports {
    ([$($named:tt)*] $($rest:ident)*) => {
        gather! { [
            $($named)*
            ActReportExport = "act-report-export",
            HintReportExport = "hint-report-export",
            AskOutlet = "ask-outlet",
            OutletCsv = "outlet-csv",
            OutletJson = "outlet-json",
            OutletSvg = "outlet-svg",
            OutletHtml = "outlet-html",
            OutletTable = "outlet-table",
            OutletCommand = "outlet-command",
            OutletCsvFor = "outlet-csv-for",
            OutletJsonFor = "outlet-json-for",
            OutletSvgFor = "outlet-svg-for",
            OutletHtmlFor = "outlet-html-for",
            AskReportFile = "ask-report-file",
            ExampleReportFile = "example-report-file",
            AskReportOver = "ask-report-over",
            ReportWritten = "report-written",
            ReportIsFolder = "report-is-folder",
            ReportNotWritten = "report-not-written",
            ReportNothingDrawn = "report-nothing-drawn",
            ReportFailed = "report-failed",
            ReportWriting = "report-writing",
            ReportReading = "report-reading",
            ReportStopped = "report-stopped",
        ] $($rest)* }
    };
}
