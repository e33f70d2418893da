using Mim.Core.Discovery;

namespace Mim.Discovery.Network.Upgrades;

/// <summary>The way to TLS of each protocol.</summary>
internal static class Upgrade
{
    private static readonly SmtpUpgrade _smtp = new("EHLO");
    private static readonly SmtpUpgrade _lmtp = new("LHLO");
    private static readonly ImapUpgrade _imap = new();
    private static readonly Pop3Upgrade _pop3 = new();
    private static readonly LdapUpgrade _ldap = new();
    private static readonly PostgreSqlUpgrade _postgreSql = new();
    private static readonly MySqlUpgrade _mySql = new();
    private static readonly FtpUpgrade _ftp = new();
    private static readonly RdpUpgrade _rdp = new();
    private static readonly TdsUpgrade _tds = new();
    private static readonly SieveUpgrade _sieve = new();
    private static readonly NntpUpgrade _nntp = new();

    /// <summary>Null when there is nothing to do.</summary>
    /// <param name="protocol">How TLS is begun.</param>
    /// <param name="serverName">Whom to ask for; null for nobody.</param>
    public static IUpgrade? For(StartTls protocol, string? serverName) => protocol switch
    {
        StartTls.None => null,
        StartTls.Smtp => _smtp,
        StartTls.Imap => _imap,
        StartTls.Pop3 => _pop3,
        StartTls.Ldap => _ldap,
        StartTls.PostgreSql => _postgreSql,
        StartTls.MySql => _mySql,
        StartTls.Ftp => _ftp,
        StartTls.Rdp => _rdp,
        StartTls.Tds => _tds,
        StartTls.Sieve => _sieve,
        StartTls.Nntp => _nntp,
        StartTls.Lmtp => _lmtp,
        StartTls.Xmpp => new XmppUpgrade("jabber:client", serverName),
        StartTls.XmppServer => new XmppUpgrade("jabber:server", serverName),
        _ => throw new ArgumentOutOfRangeException(nameof(protocol), protocol, "Decided by the caller."),
    };
}
