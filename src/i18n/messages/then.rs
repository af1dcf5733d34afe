//! Holds the names of the messages of `then.ftl`, and nothing else.

macro_rules! then {
    ([$($named:tt)*] $($rest:ident)*) => {
        gather! { [
            $($named)*
            TopAsOf = "top-as-of",
            TopAsOfShort = "top-as-of-short",
            TopGoingBack = "top-going-back",
            TopGoingBackShort = "top-going-back-short",
            WhyPast = "why-past",
            BeforeAYear = "before-a-year",
            ActAgainst = "act-against",
            HintAgainst = "hint-against",
            ActWeekBefore = "act-week-before",
            ActWeekAfter = "act-week-after",
            HintWeeks = "hint-weeks",
            ActReplay = "act-replay",
            HintReplay = "hint-replay",
            ActSlower = "act-slower",
            ActFaster = "act-faster",
            SummaryReplay = "summary-replay",
            WhyNoReplay = "why-no-replay",
            WhyNoMotion = "why-no-motion",
            ActNow = "act-now",
            HintNow = "hint-now",
            SummaryAgainst = "summary-against",
            SummaryNoMeeting = "summary-no-meeting",
            SummaryLayersAlone = "summary-layers-alone",
            WhyNow = "why-now",
            WhyNoPeriod = "why-no-period",
        ] $($rest)* }
    };
}
