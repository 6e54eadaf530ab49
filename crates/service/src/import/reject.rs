//! A row that was left, and why; and the file such rows are written to, to be put right and imported again.

use std::fs::File;
use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};

use csv::{ByteRecord, Writer, WriterBuilder};
use serde_json::{Value, json};

/// Why a row was left.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reject {
    /// Its line in the file, from 1.
    pub line: u64,
    /// The column at fault; empty where it is the row as a whole.
    pub column: String,
    /// What stands there.
    pub value: String,
    /// What should stand there.
    pub rule: String,
}

/// The file of rejected rows: each as it came, behind four columns that say what is wrong with it. It begins with the
/// first of them, so that there is none where nothing was rejected.
pub struct Rejects {
    path: PathBuf,
    delimiter: u8,
    file: Option<Writer<BufWriter<File>>>,
}

impl Rejects {
    /// Will write to this file, over what it holds.
    #[must_use]
    pub fn to(path: &Path, delimiter: u8) -> Self {
        Self { path: path.to_owned(), delimiter, file: None }
    }

    /// Writes a row.
    ///
    /// # Errors
    /// Those of the file.
    pub fn write(&mut self, header: &ByteRecord, row: &ByteRecord, why: &Reject) -> io::Result<()> {
        let file = match &mut self.file {
            Some(file) => file,
            none => {
                let file = BufWriter::new(File::create(&self.path)?);
                // Rows may have more or fewer fields than the header: that may be what is wrong with them.
                let mut file =
                    WriterBuilder::new().flexible(true).delimiter(self.delimiter).from_writer(file);
                let columns: [&[u8]; 4] = [b"line", b"column", b"value", b"rule"];
                file.write_byte_record(&columns.into_iter().chain(header).collect())?;
                none.insert(file)
            }
        };
        let line = why.line.to_string();
        let said = [line.as_bytes(), why.column.as_bytes(), why.value.as_bytes(), why.rule.as_bytes()];
        Ok(file.write_byte_record(&said.into_iter().chain(row).collect())?)
    }

    /// Ends the file, and says where it is if there was anything to write.
    ///
    /// # Errors
    /// Those of the file.
    pub fn finish(mut self) -> io::Result<Option<PathBuf>> {
        let Some(file) = &mut self.file else { return Ok(None) };
        file.flush()?;
        Ok(Some(self.path))
    }
}

/// The file of rejected lines: each with what is wrong with it, as an object of its own. It begins with the first of
/// them.
pub struct RejectedLines {
    path: PathBuf,
    file: Option<BufWriter<File>>,
}

impl RejectedLines {
    /// Will write to this file, over what it holds.
    #[must_use]
    pub fn to(path: &Path) -> Self {
        Self { path: path.to_owned(), file: None }
    }

    /// Writes a line.
    ///
    /// # Errors
    /// Those of the file.
    pub fn write(&mut self, text: &str, why: &Reject) -> io::Result<()> {
        let file = match &mut self.file {
            Some(file) => file,
            none => none.insert(BufWriter::new(File::create(&self.path)?)),
        };
        let Reject { line, column, value, rule } = why;
        let message: Value = serde_json::from_str(text).unwrap_or_else(|_| text.into());
        writeln!(
            file,
            "{}",
            json!({ "line": line, "field": column, "value": value, "rule": rule, "message": message })
        )
    }

    /// Ends the file, and says where it is if there was anything to write.
    ///
    /// # Errors
    /// Those of the file.
    pub fn finish(mut self) -> io::Result<Option<PathBuf>> {
        let Some(file) = &mut self.file else { return Ok(None) };
        file.flush()?;
        Ok(Some(self.path))
    }
}
