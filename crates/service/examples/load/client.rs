//! A connection that stays open: HTTP/1.1, as much of it as a service answers with.

use std::io::{Error, ErrorKind};
use std::net::SocketAddr;

use tokio::io::{AsyncBufReadExt, AsyncReadExt, AsyncWriteExt, BufReader};
use tokio::net::TcpStream;

pub(crate) struct Client {
    stream: BufReader<TcpStream>,
    line: String,
    body: Vec<u8>,
}

impl Client {
    pub(crate) async fn open(address: SocketAddr) -> std::io::Result<Self> {
        let stream = TcpStream::connect(address).await?;
        stream.set_nodelay(true)?;
        Ok(Self { stream: BufReader::with_capacity(8 * 1024, stream), line: String::new(), body: Vec::new() })
    }

    /// Sends a request and reads the answer to its end; tells its status.
    pub(crate) async fn ask(&mut self, request: &[u8]) -> std::io::Result<u16> {
        let (status, length) = self.begin(request).await?;
        self.body.resize(length, 0);
        self.stream.read_exact(&mut self.body).await?;
        Ok(status)
    }

    /// Sends a request and reads the head of the answer; tells its status and how long the rest is.
    pub(crate) async fn begin(&mut self, request: &[u8]) -> std::io::Result<(u16, usize)> {
        self.stream.write_all(request).await?;
        let status = self.line().await?.get(9..12).and_then(|status| status.parse().ok());
        let status = status.ok_or_else(|| Error::new(ErrorKind::InvalidData, "no status"))?;
        let mut length = 0;
        loop {
            match self.line().await? {
                "" => return Ok((status, length)),
                header => {
                    if let Some((name, value)) = header.split_once(':')
                        && name.eq_ignore_ascii_case("content-length")
                    {
                        length = value.trim().parse().unwrap_or_default();
                    }
                }
            }
        }
    }

    /// The next line, without its end.
    pub(crate) async fn line(&mut self) -> std::io::Result<&str> {
        self.line.clear();
        match self.stream.read_line(&mut self.line).await? {
            0 => Err(ErrorKind::UnexpectedEof.into()),
            _ => Ok(self.line.trim_end()),
        }
    }
}
