//! A CSV file, row by row.

use std::io::Read;

use csv::{ByteRecord, Reader, ReaderBuilder};

use super::ImportError;
use super::column::{Columns, Names};
use super::line::Lines;

/// A file whose first line names the columns.
pub(crate) struct Table<R> {
    csv: Reader<Lines<R>>,
    pub(crate) header: ByteRecord,
}

impl<R: Read> Table<R> {
    /// Reads the first line and finds these columns in it.
    pub(crate) fn open(file: R, names: &Names, delimiter: u8) -> Result<(Self, Columns), ImportError> {
        let mut csv = ReaderBuilder::new().flexible(true).delimiter(delimiter).from_reader(Lines::of(file));
        let header = csv.byte_headers()?.clone();
        let columns = Columns::find(names, &header)?;
        Ok((Self { csv, header }, columns))
    }

    /// Reads the next row and says on which line it begins; `None` after the last.
    pub(crate) fn next(&mut self, record: &mut ByteRecord) -> Result<Option<u64>, ImportError> {
        if !self.csv.read_byte_record(record)? {
            return Ok(None);
        }
        let (end, inner) =
            (self.csv.position().byte(), record.as_slice().iter().filter(|byte| **byte == b'\n').count());
        Ok(Some(self.csv.get_mut().before(end) - inner as u64))
    }

    /// How many bytes have been read.
    pub(crate) fn position(&self) -> u64 {
        self.csv.position().byte()
    }
}
