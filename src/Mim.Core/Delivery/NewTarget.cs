using Mim.Core.Identities;
using Mim.Core.Sealing;

namespace Mim.Core.Delivery;

/// <summary>A target that is wanted. The caller disposes the password.</summary>
public sealed record NewTarget
{
    public required Guid IdentityId { get; init; }

    public TargetKind Kind { get; init; } = TargetKind.File;

    /// <summary>Settings of its kind.</summary>
    public required TargetSettings Settings { get; init; }

    /// <summary>When versions may be installed here; null for at any time.</summary>
    public MaintenanceWindow? Window { get; init; }

    /// <summary>UTF-8 password of a PKCS#12 file; sealed in the store.</summary>
    public KeyMaterial? Password { get; init; }

    /// <summary>As it is stored when it is the first one of a new identity.</summary>
    internal Target ToTarget(MachineIdentity identity, DateTimeOffset now) => new()
    {
        Id = Guid.CreateVersion7(now),
        IdentityId = identity.Id,
        Identity = identity.Name,
        Kind = Kind,
        Address = Settings.Address,
        Settings = Settings,
        CreatedAt = now,
    };
}
