namespace Mim.Core.Discovery;

/// <summary>How a connection becomes TLS.</summary>
public enum StartTls
{
    /// <summary>By the port: 25 and 587 are SMTP, 110 POP3, 143 IMAP, 389 LDAP, 5432 PostgreSQL, 3306 MySQL, 21 FTP, 3389 RDP, others TLS at once.</summary>
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
}
