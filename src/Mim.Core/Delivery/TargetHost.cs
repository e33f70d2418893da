using Mim.Core.Discovery.Ssh;

namespace Mim.Core.Delivery;

/// <summary>Another machine that a target is on, and how it is reached over SSH. Never a secret.</summary>
/// <param name="Name">Host name, address, or alias of the client's configuration.</param>
public sealed record TargetHost(string Name)
{
    /// <summary>That of SSH (RFC 4253 section 4.1).</summary>
    public const int UsualPort = 22;

    /// <summary>1 to 65535; null for that of the client's configuration.</summary>
    public int? Port { get; init; }

    /// <summary>Account; null for that of the client's configuration.</summary>
    public string? User { get; init; }

    /// <summary>Full path of the private key to log in with, on the machine that does the work; null for those of client and agent.</summary>
    public string? IdentityFile { get; init; }

    /// <summary>What the inventory holds to log in with; null for <see cref="IdentityFile"/>, or the keys of client and agent.</summary>
    public HostLogIn? LogInWith { get; init; }

    /// <summary>Full path, likewise, of the file with the host keys to trust; null for those that the inventory knows.</summary>
    public string? KnownHostsFile { get; init; }

    /// <summary>Host to go through: <c>[user@]host[:port]</c>, several with commas between.</summary>
    public string? JumpHost { get; init; }

    /// <summary>Become root by <c>sudo</c> that asks for no password.</summary>
    public bool UseSudo { get; init; }

    /// <summary>Whether it needs files of the machine that works on it.</summary>
    internal bool HasFiles => IdentityFile is not null || KnownHostsFile is not null;

    /// <summary>Where it leads, trusting no host yet.</summary>
    internal SshDestination Destination => new(Name)
    {
        Port = Port, User = User, IdentityFile = IdentityFile, KnownHostsFile = KnownHostsFile, JumpHost = JumpHost, UseSudo = UseSudo,
    };

    /// <exception cref="MimException"><see cref="MimErrorCause.InvalidArgument"/>, naming what is wrong.</exception>
    internal void Validate()
    {
        TargetRules.Require(!string.IsNullOrWhiteSpace(Name) && Name[0] != '-', Name, $"'{Name}' is no host");
        TargetRules.Require(Port is null or (> 0 and <= ushort.MaxValue), Name, $"{Port} is no port");
        TargetRules.Require(LogInWith is null || IdentityFile is null, Name, $"'{Name}' is logged in to with an identity or with a file, not with both");
        foreach (var file in new[] { IdentityFile, KnownHostsFile }.OfType<string>())
        {
            TargetRules.Require(Path.IsPathFullyQualified(file), file, $"'{file}' must be a full path");
        }

        _ = Destination.Hops;
    }

    /// <summary>As known_hosts has it.</summary>
    public override string ToString() => Destination.Place;
}
