namespace Mim.Core.Delivery;

/// <summary>How and where versions of one identity are installed. Times are UTC.</summary>
public sealed record Target
{
    public required Guid Id { get; init; }

    public required Guid IdentityId { get; init; }

    /// <summary>The identity's name, for views.</summary>
    public required string Identity { get; init; }

    public required TargetKind Kind { get; init; }

    /// <summary>Where, for people: for a target with files the path of the certificate. Unique within the identity and kind.</summary>
    public required string Address { get; init; }

    /// <summary>Settings of its kind.</summary>
    public required TargetSettings Settings { get; init; }

    /// <summary>The files it writes; null for kinds that write none.</summary>
    public FileTargetSettings? File => Settings.FileSettings;

    /// <summary>When versions may be installed here; null for at any time.</summary>
    public MaintenanceWindow? Window { get; init; }

    /// <summary>Whether a sealed password belongs to it.</summary>
    public bool HasPassword { get; init; }

    /// <summary>The version last installed and proved here.</summary>
    public Guid? InstalledVersionId { get; init; }

    public int InstalledVersion { get; init; }

    public DateTimeOffset? InstalledAt { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }
}
