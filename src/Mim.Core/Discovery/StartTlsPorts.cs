namespace Mim.Core.Discovery;

/// <summary>The ports that services listen on where TLS begins only when it is asked for (registry of IANA).</summary>
internal static class StartTlsPorts
{
    public static StartTls Resolve(StartTls asked, int port) => asked != StartTls.Auto ? asked : port switch
    {
        21 => StartTls.Ftp,
        24 => StartTls.Lmtp,
        25 or 587 or 2525 => StartTls.Smtp,
        110 => StartTls.Pop3,
        119 => StartTls.Nntp,
        143 => StartTls.Imap,
        389 or 3268 => StartTls.Ldap,
        1433 => StartTls.Tds,
        3306 => StartTls.MySql,
        3389 => StartTls.Rdp,
        4190 => StartTls.Sieve,
        5222 => StartTls.Xmpp,
        5269 => StartTls.XmppServer,
        5432 => StartTls.PostgreSql,
        _ => StartTls.None,
    };
}
