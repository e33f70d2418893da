using System.Globalization;
using System.Net;
using System.Text.Json.Serialization;
using Mim.Core.Delivery;

namespace Mim.Core.Accounts;

/// <summary>Where an account is, and who may change its password. Never a secret.</summary>
public sealed record AccountSettings : TargetSettings
{
    public static readonly TimeSpan DefaultTimeout = TimeSpan.FromSeconds(30);

    /// <summary>What the machine that works on accounts calls itself.</summary>
    public const string ThisMachine = "localhost";

    public required AccountSystem System { get; init; }

    /// <summary>Name or address of the server; a full path for its socket, or the folder of that for PostgreSQL.</summary>
    public required string Server { get; init; }

    /// <summary>1 to 65535; 0 where nothing here connects to one.</summary>
    public required int Port { get; init; }

    /// <summary>Where passwords are changed, 1 to 65535; null where that is where log-ins are, and for what is usual.</summary>
    public int? ManagementPort { get; init; }

    /// <summary>What the log-in is to; null for what is usual for the system.</summary>
    public string? Database { get; init; }

    /// <summary>The account's name on its system; two for a pair, of which each version takes the one that the version before has not.</summary>
    public required IReadOnlyList<string> Accounts { get; init; }

    /// <summary>The identity that changes passwords there; null for the account itself.</summary>
    public Guid? AdministratorId { get; init; }

    /// <summary>Whether the connection is TLS, with the server's certificate verified.</summary>
    public bool UseTls { get; init; }

    /// <summary>Full path of a PEM file with the authorities that the server's certificate is trusted by; null for the machine's own.</summary>
    public string? AuthorityFile { get; init; }

    /// <summary>What changes and proves it; null where a system is known.</summary>
    public AccountScripts? Scripts { get; init; }

    /// <summary>Whether services of Windows that run as the account are restarted, so that they log on with each next password at once.</summary>
    public bool RestartsServices { get; init; }

    /// <summary>How long a log-in or a change may take; of Windows how long a service may take to stop, and to run.</summary>
    public TimeSpan Timeout { get; init; } = DefaultTimeout;

    /// <summary>Whether versions take turns in two accounts, so that the old one lets in beside the new one.</summary>
    [JsonIgnore]
    public bool IsPair => Accounts.Count > 1;

    /// <summary>Whether the connection does not leave this machine.</summary>
    [JsonIgnore]
    public bool IsHere => Server is ['/', ..]
        || Server.Equals(ThisMachine, StringComparison.OrdinalIgnoreCase)
        || (IPAddress.TryParse(Server, out var address) && IPAddress.IsLoopback(address));

    /// <summary>The server and its port.</summary>
    [JsonIgnore]
    public string Endpoint => string.Create(CultureInfo.InvariantCulture, $"{Server}:{Port}");

    /// <summary>The system's own port, and TLS wherever a connection leaves this machine or the system takes no other.</summary>
    /// <exception cref="MimException"><see cref="MimErrorCause.Unsupported"/>: a system that this version does not know.</exception>
    public static AccountSettings Usual(AccountSystem system, string server, IReadOnlyList<string> accounts, bool useTls = false)
    {
        var settings = new AccountSettings { System = system, Server = server, Port = system.UsualPort(), Accounts = accounts };
        useTls |= system.IsDialed() && (!settings.IsHere || system.NeedsTls());
        return settings with { UseTls = useTls, Port = system.UsualPort(useTls) };
    }

    /// <summary>The same for the way back to a password before.</summary>
    public AccountSettings GoingBack() => Scripts?.TakeBack is { } back ? this with { Scripts = Scripts with { Change = back } } : this;

    public bool Equals(AccountSettings? other) =>
        base.Equals(other)
        && ManagementPort == other.ManagementPort
        && (Scripts, RestartsServices) == (other.Scripts, other.RestartsServices)
        && (System, Server, Port, Database, AdministratorId, UseTls, AuthorityFile, Timeout)
            == (other.System, other.Server, other.Port, other.Database, other.AdministratorId, other.UseTls, other.AuthorityFile, other.Timeout)
        && Accounts.SequenceEqual(other.Accounts, StringComparer.Ordinal);

    public override int GetHashCode() => HashCode.Combine(System, Server, Port, Database, Accounts.Count);

    internal override string Place => $"{System} {(System.IsDialed() ? $"{Endpoint} " : Server == ThisMachine ? "" : $"{Server} ")}{string.Join(" or ", Accounts)}";

    internal override FileTargetSettings? FileSettings => null;

    internal override bool IsOfMachine => AuthorityFile is not null || (!System.IsDialed() && base.IsOfMachine);
}
