namespace Mim.Core.Discovery;

/// <summary>How a connection becomes TLS.</summary>
public enum StartTls
{
    /// <summary>
    /// By the port: 25 and 587 are SMTP, 110 POP3, 143 IMAP, 389 LDAP, 5432 PostgreSQL, 3306 MySQL, 1433 SQL Server, 21 FTP, 24 LMTP, 119
    /// NNTP, 3389 RDP, 4190 ManageSieve, 5222 and 5269 XMPP, others TLS at once.
    /// </summary>
    Auto,

    /// <summary>TLS from the first octet.</summary>
    None,

    /// <summary>RFC 3207.</summary>
    Smtp,

    /// <summary>RFC 9051 section 6.2.1.</summary>
    Imap,

    /// <summary>RFC 2595 section 4.</summary>
    Pop3,

    /// <summary>RFC 4511 section 4.14.</summary>
    Ldap,

    /// <summary>SSLRequest of the frontend/backend protocol.</summary>
    PostgreSql,

    /// <summary>SSLRequest of the client/server protocol; MariaDB too.</summary>
    MySql,

    /// <summary>RFC 4217 section 4.</summary>
    Ftp,

    /// <summary>Remote Desktop: [MS-RDPBCGR] sections 2.2.1.1 and 2.2.1.2.</summary>
    Rdp,

    /// <summary>SQL Server: [MS-TDS] section 2.2.6.5, and TLS at once where it wants that.</summary>
    Tds,

    /// <summary>ManageSieve: RFC 5804 section 2.2.</summary>
    Sieve,

    /// <summary>RFC 4642.</summary>
    Nntp,

    /// <summary>RFC 2033, as SMTP.</summary>
    Lmtp,

    /// <summary>RFC 6120 section 5, as clients do it.</summary>
    Xmpp,

    /// <summary>RFC 6120 section 5, as servers do it among each other.</summary>
    XmppServer,
}
