using Mim.Core.Identities;
using Mim.Core.Policies;
using Mim.Core.Sealing;

namespace Mim.Core.Vault;

/// <summary>What holds for all secrets. Pure.</summary>
internal static class SecretRules
{
    /// <summary>Versions whose value is kept, the current one among them.</summary>
    public const int KeptVersions = 10;

    /// <summary>Octets; larger things are files, not secrets.</summary>
    public const int LargestValue = 65_536;

    private const int LongestUserName = 256;
    private static readonly TimeSpan _shortestLifetime = TimeSpan.FromMinutes(1);

    /// <exception cref="MimException"><see cref="MimErrorCause.InvalidArgument"/>, <see cref="MimErrorCause.WeakKey"/>.</exception>
    public static void Enforce(string name, KeyMaterial? value, SecretRecipe? recipe, string? userName, TimeSpan? lifetime)
    {
        Require(value is not { Length: 0 or > LargestValue }, name, $"its value must have 1 to {LargestValue} octets");
        Require(userName is null || (userName.Length is > 0 and <= LongestUserName && !userName.Any(char.IsControl)), name, "its user name is not on one line of at most 256 characters");
        Require(lifetime is null || lifetime >= _shortestLifetime, name, "its lifetime is shorter than a minute");
        if (recipe is not null)
        {
            SecretGenerator.Enforce(recipe, name);
        }
    }

    /// <exception cref="MimException"><see cref="MimErrorCause.WrongState"/>: another kind, or disposed of.</exception>
    public static void RequireSecret(MachineIdentity identity)
    {
        if (identity.Kind != IdentityKind.Secret)
        {
            throw new MimException(MimErrorCause.WrongState, $"'{identity.Name}' is a {identity.Kind} and no secret.", identity.Name);
        }

        if (identity.Status == VersionState.Destroyed)
        {
            throw new MimException(MimErrorCause.WrongState, $"'{identity.Name}' has been disposed of.", identity.Name);
        }
    }

    /// <summary>What was asked for, cut to what the tier allows today where it was asked for long ago; the default when nothing was.</summary>
    public static TimeSpan LifetimeAgain(TimeSpan? asked, IdentityPolicy policy) => asked is not { } lifetime
        ? policy.DefaultLifetime
        : lifetime < policy.MaximumLifetime ? lifetime : policy.MaximumLifetime;

    private static void Require(bool holds, string name, string rule)
    {
        if (!holds)
        {
            throw new MimException(MimErrorCause.InvalidArgument, $"The secret '{name}' is refused: {rule}.", name);
        }
    }
}
