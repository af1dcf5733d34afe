//! Goes once over the selected rows, in parallel, and puts together what they come to. Counts nothing itself.

use rayon::prelude::*;

use super::mask::Mask;

/// Words of a mask that one thread works on.
const BLOCK: usize = 256;

/// Counts every selected row into a part of its thread's, and merges the parts.
pub fn over<T: Send>(
    selected: &Mask,
    empty: impl Fn() -> T + Send + Sync,
    count: impl Fn(&mut T, usize) + Sync,
    merged: impl Fn(T, T) -> T + Send + Sync,
) -> T {
    let blocks = selected.words().par_chunks(BLOCK).enumerate();
    blocks
        .fold(&empty, |mut part, (block, words)| {
            for (i, word) in words.iter().enumerate() {
                let mut rest = *word;
                while rest != 0 {
                    let row = (block * BLOCK + i) * 64 + rest.trailing_zeros() as usize;
                    rest &= rest - 1;
                    count(&mut part, row);
                }
            }
            part
        })
        .reduce(&empty, merged)
}
