//! Finds out where in a JSON text the rows are: an array, an array inside an object, or objects after each other.

use std::io::BufRead;

use super::bytes::{Bytes, Element, Fault};

/// Where the rows are.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Shape {
    /// Every line is an element.
    Lines,
    /// Elements follow each other without a frame.
    Stream,
    /// Elements are in an array.
    Array {
        /// How many bytes stand before its first element.
        skip: u64,
        /// The line on which that is.
        line: u64,
        /// The key under which the array stands, if it is inside an object.
        key: Option<String>,
    },
}

/// Finds out where the rows of a JSON text are.
///
/// # Errors
/// When it holds no objects, or more than one array of them.
pub fn find_shape<R: BufRead>(input: R) -> Result<Shape, Fault> {
    let mut bytes = Bytes::new(input);
    match bytes.skip_blanks()? {
        Some(b'[') => {
            bytes.take(b'[');
            Ok(Shape::Array {
                skip: bytes.read,
                line: bytes.line,
                key: None,
            })
        }
        Some(b'{') => object_shape(&mut bytes),
        Some(_) => Err(bytes.broken("neither an array nor an object starts here")),
        None => Err(bytes.broken("there is nothing")),
    }
}

/// One object with an array of objects in it, or many objects after each other.
fn object_shape<R: BufRead>(bytes: &mut Bytes<R>) -> Result<Shape, Fault> {
    let first_line = bytes.line;
    let mut arrays: Vec<Shape> = Vec::new();
    bytes.take(b'{');
    loop {
        match bytes.skip_blanks()? {
            Some(b'"') => {}
            Some(b'}') => {
                bytes.take(b'}');
                break;
            }
            Some(b',') => {
                bytes.take(b',');
                continue;
            }
            Some(_) | None => return Ok(lines_or_stream(bytes, first_line)),
        }
        let mut key = Element::default();
        bytes.value(&mut key)?;
        if bytes.skip_blanks()? != Some(b':') {
            return Ok(lines_or_stream(bytes, first_line));
        }
        bytes.take(b':');
        if bytes.skip_blanks()? == Some(b'[') {
            bytes.take(b'[');
            let (skip, line) = (bytes.read, bytes.line);
            if bytes.skip_blanks()? == Some(b'{') {
                let key = serde_json::from_slice::<String>(&key.bytes).ok();
                arrays.push(Shape::Array { skip, line, key });
            }
            skip_rest_of_array(bytes)?;
        } else {
            bytes.skip_value()?;
        }
    }
    let (last_line, more) = (bytes.line, bytes.skip_blanks()?.is_some());
    if more {
        // Several objects: lines if the first one stands on one.
        return Ok(if last_line == first_line {
            Shape::Lines
        } else {
            Shape::Stream
        });
    }
    match arrays.len() {
        0 => Ok(Shape::Stream),
        1 => Ok(arrays.remove(0)),
        _ => Err(bytes
            .broken("the object holds more than one array of objects; keep the one that is meant")),
    }
}

/// After something that cannot be an object: line by line if there is any chance.
fn lines_or_stream<R>(bytes: &Bytes<R>, first_line: u64) -> Shape {
    if bytes.line == first_line {
        Shape::Lines
    } else {
        Shape::Stream
    }
}

fn skip_rest_of_array<R: BufRead>(bytes: &mut Bytes<R>) -> Result<(), Fault> {
    loop {
        match bytes.skip_blanks()? {
            Some(b']') => {
                bytes.take(b']');
                return Ok(());
            }
            Some(b',') => bytes.take(b','),
            Some(b'}') | None => return Err(bytes.broken("an array is never closed")),
            Some(_) => bytes.skip_value()?,
        }
    }
}
