//! Windows that become smaller than anything can be read in, whatever is open in them then.

use fiveply::ui::Route;

use crate::support::company::{driver, workspace};
use crate::support::driver::Setup;

/// What is open: where it begins, and which keys lead there.
const OPEN: &[(Route, &[&str])] = &[
    (Route::Today, &["j", "Enter"]),
    (Route::Today, &["N"]),
    (Route::Funnel, &["b", "text:source", "Enter"]),
    (Route::Funnel, &["j", "="]),
    (Route::Pipeline, &["v"]),
    (Route::Pipeline, &["Space", "c"]),
    (Route::Pipeline, &["Enter", "e"]),
    (Route::Pipeline, &["C"]),
    (Route::Segments, &["Shift-Tab"]),
    (Route::Segments, &["z"]),
    (Route::Segments, &["C"]),
    (Route::Segments, &["C", "G"]),
    (Route::Segments, &["A"]),
    (Route::Segments, &["A", "Tab"]),
    (Route::Segments, &["e"]),
    (Route::Insights, &["c"]),
    (Route::Insights, &["Tab", "d"]),
    (Route::Meeting, &["Space", "n"]),
    (Route::Meeting, &["g 5"]),
    (Route::Import, &[]),
    (Route::Start, &[]),
    (Route::Settings, &["l"]),
    (Route::Funnel, &["?"]),
    (Route::Funnel, &[":"]),
    (Route::Funnel, &["/", "text:layer:3 source:"]),
];

const WIDTHS: [u16; 8] = [1, 2, 3, 7, 8, 19, 40, 150];
const HEIGHTS: [u16; 8] = [1, 2, 3, 4, 5, 8, 14, 30];

#[test]
fn whatever_is_open_is_drawn_in_windows_that_have_no_room_for_it() {
    let workspace = workspace(600, 900);
    for (route, keys) in OPEN {
        let mut driver = driver(workspace.clone(), *route, Setup::default());
        driver.press(keys);
        for width in WIDTHS {
            for height in HEIGHTS {
                driver.resize(width, height);
            }
        }
    }
}
