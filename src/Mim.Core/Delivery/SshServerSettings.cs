namespace Mim.Core.Delivery;

/// <summary>Settings of a file that an sshd, or the clients of a machine, read: a host certificate, authorities, revoked keys.</summary>
public sealed record SshServerSettings : TargetSettings
{
    public static readonly TimeSpan DefaultTimeout = TimeSpan.FromSeconds(30);

    /// <summary>Full path.</summary>
    public required string Path { get; init; }

    /// <summary>
    /// Authorities: hosts that the authority is trusted for, as patterns of known_hosts, which the file then is; empty for a file that
    /// sshd's TrustedUserCAKeys names.
    /// </summary>
    public IReadOnlyList<string> TrustedFor { get; init; } = [];

    /// <summary>Configuration of an sshd that is not the system's own; full path.</summary>
    public string? Configuration { get; init; }

    /// <summary>Program and arguments that make sshd read its certificate again; null for the service manager.</summary>
    public IReadOnlyList<string>? ReloadCommand { get; init; }

    /// <summary>Host certificate: where sshd must show it; empty for the first port of its configuration.</summary>
    public IReadOnlyList<ServiceListener> Listeners { get; init; } = [];

    /// <summary>How long each command, and the wait until sshd shows its new certificate, may take.</summary>
    public TimeSpan Timeout { get; init; } = DefaultTimeout;

    internal override string Place => Path;

    internal override FileTargetSettings? FileSettings => null;
}
