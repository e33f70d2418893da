namespace Mim.Core.Delivery;

/// <summary>
/// Settings of a target whose files a service makes use of: how its configuration is validated, how it reads the files again, and
/// where it is asked what it serves. Paths are full.
/// </summary>
public sealed record ServiceTargetSettings : TargetSettings
{
    public static readonly TimeSpan DefaultTimeout = TimeSpan.FromSeconds(30);

    public required FileTargetSettings Files { get; init; }

    /// <summary>
    /// The service's configuration, where it is not the system's own instance: its file, for Postfix its folder, for PostgreSQL the
    /// folder of the data.
    /// </summary>
    public string? Configuration { get; init; }

    /// <summary>HAProxy: the file with the process id of its master, which is told by a signal to reload.</summary>
    public string? PidFile { get; init; }

    /// <summary>Program and arguments that accept the configuration or not; null for what is usual for the kind.</summary>
    public IReadOnlyList<string>? ValidateCommand { get; init; }

    /// <summary>Program and arguments that make the service read its files again; null for what is usual for the kind.</summary>
    public IReadOnlyList<string>? ReloadCommand { get; init; }

    /// <summary>Program and arguments that prove the new version, besides files and listeners; null for what is usual for the kind.</summary>
    public IReadOnlyList<string>? ProveCommand { get; init; }

    /// <summary>Where the service must serve the new version; empty for the kind's usual port on loopback.</summary>
    public IReadOnlyList<ServiceListener> Listeners { get; init; } = [];

    /// <summary>Names that each listener is asked by (RFC 6066 section 3); empty for the DNS names of the certificate.</summary>
    public IReadOnlyList<string> ServerNames { get; init; } = [];

    /// <summary>How long each command, and the wait until every listener has turned, may take.</summary>
    public TimeSpan Timeout { get; init; } = DefaultTimeout;

    internal override string Place => Files.Path;

    internal override FileTargetSettings FileSettings => Files;
}
