//! Holds the names of the messages of `sitting.ftl`, and nothing else.

macro_rules! sitting {
    ([$($named:tt)*] $($rest:ident)*) => {
        gather! { [
            $($named)*
            SittingMinutes = "sitting-minutes",
            SittingSinceMeeting = "sitting-since-meeting",
            SittingSinceWeek = "sitting-since-week",
            SittingInTheseDays = "sitting-in-these-days",
            SittingNoneClosed = "sitting-none-closed",
            SittingUncounted = "sitting-uncounted",
            SittingWhyHead = "sitting-why-head",
            SittingWhySum = "sitting-why-sum",
            SittingWhyClosed = "sitting-why-closed",
            SittingWhyVolume = "sitting-why-volume",
            SittingWhyMix = "sitting-why-mix",
            SittingWhyRate = "sitting-why-rate",
            SittingWhyBy = "sitting-why-by",
            SittingWhyGroup = "sitting-why-group",
            SittingHypothesis = "sitting-hypothesis",
            SittingPointBy = "sitting-point-by",
            SittingPointLate = "sitting-point-late",
            SittingState = "sitting-state",
            SittingFigure = "sitting-figure",
            SittingExpected = "sitting-expected",
            SittingMeasured = "sitting-measured",
            SittingMeasuredOf = "sitting-measured-of",
            SittingMeasuredBand = "sitting-measured-band",
            SittingMeasuredOpen = "sitting-measured-open",
            SittingNothingMeasured = "sitting-nothing-measured",
            SittingOutOpen = "sitting-out-open",
            SittingOutNothing = "sitting-out-nothing",
            SittingOutSpan = "sitting-out-span",
            SittingOutNote = "sitting-out-note",
            SittingOutBare = "sitting-out-bare",
            SittingCapHead = "sitting-cap-head",
            SittingCapRoom = "sitting-cap-room",
            SittingCapFull = "sitting-cap-full",
            SittingCapEase = "sitting-cap-ease",
            SittingCapRep = "sitting-cap-rep",
            SittingCapOver = "sitting-cap-over",
            SittingCapUnowned = "sitting-cap-unowned",
            SittingCapLayers = "sitting-cap-layers",
            SittingCapWeek = "sitting-cap-week",
        ] $($rest)* }
    };
}
