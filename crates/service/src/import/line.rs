//! A file that knows its line breaks, so that a row's line is the one an editor shows: the CSV reader's own count is
//! one off where lines end as on Windows, and where blank lines are skipped.

use std::collections::VecDeque;
use std::io::{self, Read};

/// A file, and the line breaks of the part that has been read ahead.
pub(super) struct Lines<R> {
    file: R,
    read: u64,
    breaks: VecDeque<u64>,
    passed: u64,
}

impl<R> Lines<R> {
    /// Will count the lines of this file.
    pub(super) fn of(file: R) -> Self {
        Self { file, read: 0, breaks: VecDeque::new(), passed: 0 }
    }

    /// The line, from 1, on which a row ends: the row before this byte. Rows must be asked for in their order.
    pub(super) fn before(&mut self, byte: u64) -> u64 {
        let last = byte.saturating_sub(1);
        while self.breaks.front().is_some_and(|at| *at < last) {
            self.breaks.pop_front();
            self.passed += 1;
        }
        self.passed + 1
    }
}

impl<R: Read> Read for Lines<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let length = self.file.read(buffer)?;
        let breaks = (self.read..).zip(&buffer[..length]).filter(|(_, byte)| **byte == b'\n');
        self.breaks.extend(breaks.map(|(at, _)| at));
        self.read += length as u64;
        Ok(length)
    }
}
