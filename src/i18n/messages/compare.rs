//! Holds the names of the messages of `compare.ftl`, and nothing else.

macro_rules! compare {
    ([$($named:tt)*] $($rest:ident)*) => {
        gather! { [
            $($named)*
            ScreenCompare = "screen-compare",
            ContextCompare = "context-compare",
            ActCompare = "act-compare",
            ActCompareAdd = "act-compare-add",
            ActCompareRemove = "act-compare-remove",
            HintCompare = "hint-compare",
            HintCompareAdd = "hint-compare-add",
            HintCompareRemove = "hint-compare-remove",
            HintCompareTake = "hint-compare-take",
            HintCompareBoth = "hint-compare-both",
            AskSide = "ask-side",
            ExampleSide = "example-side",
            WhyEnoughSides = "why-enough-sides",
            WhyNoSide = "why-no-side",
            CompareTyped = "compare-typed",
            CompareRest = "compare-rest",
            CompareEverything = "compare-everything",
            CompareInForce = "compare-in-force",
            CompareLive = "compare-live",
            CompareFrozen = "compare-frozen",
            CompareOfAccounts = "compare-of-accounts",
            CompareOfLeads = "compare-of-leads",
            CompareAdvice = "compare-advice",
            CompareWentOn = "compare-went-on",
            CompareOf = "compare-of",
            CompareWinRate = "compare-win-rate",
            CompareLess = "compare-less",
            CompareBand = "compare-band",
            CompareDiffers = "compare-differs",
            CompareSame = "compare-same",
            CompareFew = "compare-few",
            CompareShared = "compare-shared",
            CompareWithin = "compare-within",
            CompareCommon = "compare-common",
            ComparePair = "compare-pair",
            CompareJaccard = "compare-jaccard",
            CompareFields = "compare-fields",
            CompareNoField = "compare-no-field",
            CompareCut = "compare-cut",
            CompareNote = "compare-note",
        ] $($rest)* }
    };
}
