//! Holds the names of the messages of `tour.ftl`, and nothing else.

macro_rules! tour {
    ([$($named:tt)*] $($rest:ident)*) => {
        gather! { [
            $($named)*
            ActTour = "act-tour",
            TourPlace = "tour-place",
            TourToday = "tour-today",
            TourFunnel = "tour-funnel",
            TourBehind = "tour-behind",
            TourForward = "tour-forward",
            TourUndo = "tour-undo",
            TourFilter = "tour-filter",
            TourFeedback = "tour-feedback",
            TourHelp = "tour-help",
            TourNewLead = "tour-new-lead",
            TourImport = "tour-import",
            TourSettings = "tour-settings",
            TourPipeline = "tour-pipeline",
            TourLeave = "tour-leave",
            TourOver = "tour-over",
            TourLeft = "tour-left",
        ] $($rest)* }
    };
}
