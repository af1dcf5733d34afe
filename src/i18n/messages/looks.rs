//! Holds the names of the messages of `looks.ftl`, and nothing else.

macro_rules! looks {
    ([$($named:tt)*] $($rest:ident)*) => {
        gather! { [
            $($named)*
            ActTheme = "act-theme",
            ActMouse = "act-mouse",
            AskTheme = "ask-theme",
            ThemeAuto = "theme-auto",
            ThemeDark = "theme-dark",
            ThemeLight = "theme-light",
            ThemeContrast = "theme-contrast",
            ThemeClear = "theme-clear",
            ThemeAnsi = "theme-ansi",
            ThemePlain = "theme-plain",
            MouseOn = "mouse-on",
            MouseOff = "mouse-off",
            StatusKept = "status-kept",
            StatusNotKept = "status-not-kept",
            StatusCopyCut = "status-copy-cut",
        ] $($rest)* }
    };
}
