using System.Security.Cryptography;
using Mim.Core.Identities;

namespace Mim.Core.Policies;

/// <summary>When rotation is due: pure functions of dates and policy (rule 8).</summary>
public static class Schedule
{
    private static readonly TimeSpan FirstBackOff = TimeSpan.FromHours(1);
    private const int MaximumDoublings = 5;

    /// <summary>
    /// The time at which the policy's fraction of the issued lifetime has passed, moved earlier by a jitter that is the same
    /// for the same version, never before the lifetime began.
    /// </summary>
    public static DateTimeOffset DueAt(DateTimeOffset notBefore, DateTimeOffset notAfter, IdentityPolicy policy, Guid versionId)
    {
        var lifetime = notAfter - notBefore;
        var fraction = policy.RenewalFraction - (policy.Jitter * Unit(versionId));
        return notBefore + (lifetime * Math.Clamp(fraction, 0, 1));
    }

    /// <summary>Earliest time of the next try after <paramref name="attempt"/> failures: 1 h, doubling to 32 h.</summary>
    public static DateTimeOffset RetryAt(DateTimeOffset failedAt, int attempt) =>
        failedAt + (FirstBackOff * (1 << Math.Clamp(attempt - 1, 0, MaximumDoublings)));

    /// <summary>Due time of a version under a policy; null for what has no end, or was not made here and cannot be made again.</summary>
    public static DateTimeOffset? DueAt(CredentialVersion version, IdentityPolicy policy) =>
        version is { NotBefore: { } from, NotAfter: { } to, Template: not null } ? DueAt(from, to, policy, version.Id) : null;

    private static double Unit(Guid versionId)
    {
        Span<byte> id = stackalloc byte[16];
        versionId.TryWriteBytes(id);
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(id, hash);
        return BitConverter.ToUInt32(hash) / (double)uint.MaxValue;
    }
}
