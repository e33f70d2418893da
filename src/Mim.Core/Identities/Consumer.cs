namespace Mim.Core.Identities;

/// <summary>Who depends on an identity. Times are UTC.</summary>
public sealed record Consumer
{
    public required Guid Id { get; init; }

    public required Guid IdentityId { get; init; }

    /// <summary>The system that depends on it, for example <c>nginx (/etc/nginx/nginx.conf)</c>; unique within the identity.</summary>
    public required string System { get; init; }

    public string? Purpose { get; init; }

    public required DateTimeOffset FirstSeen { get; init; }

    public required DateTimeOffset LastSeen { get; init; }
}
