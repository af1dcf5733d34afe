//! Holds the names of the messages of `insights.ftl`, and nothing else.

macro_rules! insights {
    ([$($named:tt)*] $($rest:ident)*) => {
        gather! { [
            $($named)*
            ScreenInsights = "screen-insights",
            ContextInsights = "context-insights",
            ContextFigures = "context-figures",
            ActGoInsights = "act-go-insights",
            ActReportNext = "act-report-next",
            ActReportPrevious = "act-report-previous",
            ActReports = "act-reports",
            HintReportNext = "hint-report-next",
            HintReports = "hint-reports",
            AskReport = "ask-report",
            ReportConversions = "report-conversions",
            ReportAll = "report-all",
            ReportBand = "report-band",
            ReportBandHead = "report-band-head",
            StatusTableCopied = "status-table-copied",
            WhyNoLeadsBehind = "why-no-leads-behind",
            ActReportDefine = "act-report-define",
            HintReportDefine = "hint-report-define",
            WhyOneMeaning = "why-one-meaning",
            DefineReached = "define-reached",
            DefineStrict = "define-strict",
            DefineFlow = "define-flow",
            DefineIncidence = "define-incidence",
            ReportOthers = "report-others",
            ReportFlow = "report-flow",
            ReportFlowHead = "report-flow-head",
            ReportLeftOut = "report-left-out",
            ToldReached = "told-reached",
            ToldStrict = "told-strict",
            ToldFlow = "told-flow",
            ToldIncidence = "told-incidence",
        ] $($rest)* }
    };
}
