using Mim.Core.Identities;

namespace Mim.Core.Issuing.Succession;

/// <summary>Which state an authority may come to from which.</summary>
internal static class AuthorityTransitions
{
    private const int NamedAtMost = 3;

    /// <param name="sources">What is read.</param>
    /// <param name="authority">The authority.</param>
    /// <param name="state">What it is to become.</param>
    /// <param name="isForced">Whether bundles may be missing, and certificates in use.</param>
    /// <param name="now">The time.</param>
    /// <param name="cancellationToken">Stops reading.</param>
    /// <exception cref="MimException">
    /// <see cref="MimErrorCause.WrongState"/>, <see cref="MimErrorCause.ProofFailed"/>: where its bundle is missing.
    /// </exception>
    public static void Require(
        SuccessionSources sources,
        MachineIdentity authority,
        AuthorityState state,
        bool isForced,
        DateTimeOffset now,
        CancellationToken cancellationToken)
    {
        var line = new AuthorityLine(sources.Authorities);
        var record = line.Get(authority.Id)!;
        if (Trouble(line, record, authority, state) is { } trouble)
        {
            throw new MimException(MimErrorCause.WrongState, $"'{authority.Name}' does not become {state}: {trouble}.", authority.Name);
        }

        if (isForced)
        {
            return;
        }

        if (state == AuthorityState.Active)
        {
            RequireDelivered(
                authority, BundleTargets.Missing(sources.Targets, authority, cancellationToken).Select(target => target.Address));
        }
        else if (state == AuthorityState.Retired)
        {
            RequireUnused(sources, authority, now, cancellationToken);
        }
    }

    /// <exception cref="MimException"><see cref="MimErrorCause.ProofFailed"/>, naming the first places.</exception>
    public static void RequireDelivered(MachineIdentity authority, IEnumerable<string> missing)
    {
        if (First(missing) is { Length: > 0 } places)
        {
            throw new MimException(
                MimErrorCause.ProofFailed,
                $"'{authority.Name}' is not trusted everywhere yet: not proved at {places}. Publish-MachineIdentity delivers its bundle.",
                authority.Name);
        }
    }

    private static string? Trouble(
        AuthorityLine line, AuthorityRecord record, MachineIdentity authority, AuthorityState state) => (record.State, state) switch
    {
        (AuthorityState.Retired, _) => "it is retired",
        _ when authority.Status != VersionState.Active => $"it is {authority.Status}",
        (AuthorityState.Active, AuthorityState.Prepared) => Before(line, record),
        (_, AuthorityState.Prepared) => $"it is {record.State}",
        (AuthorityState.Prepared, AuthorityState.Tainted) => "it has issued nothing",
        (AuthorityState.Active, AuthorityState.Retired) => "it issues; it is tainted first",
        (AuthorityState.Tainted, AuthorityState.Retired) when line.SuccessorOf(record.IdentityId) is not { State: AuthorityState.Active } =>
            "no other issues in its place",
        _ => null,
    };

    /// <summary>Going back to the one before, as long as that one can issue.</summary>
    private static string? Before(AuthorityLine line, AuthorityRecord record) =>
        record.ReplacesId is not { } before ? "it takes nobody's place"
        : line.SuccessorOf(record.IdentityId) is not null ? "another takes its place already"
        : line.Get(before) is { State: AuthorityState.Active } ? null
        : "the one before it issues nothing any more";

    private static void RequireUnused(
        SuccessionSources sources, MachineIdentity authority, DateTimeOffset now, CancellationToken cancellationToken)
    {
        if (First(AuthorityUse.Of(sources, authority, now, cancellationToken)) is { Length: > 0 } used)
        {
            throw new MimException(
                MimErrorCause.WrongState,
                $"'{authority.Name}' is not retired: {used} use what it issued. Invoke-MachineIdentityRotation -IssuedBy issues that anew.",
                authority.Name);
        }
    }

    private static string First(IEnumerable<string> names)
    {
        var first = names.Take(NamedAtMost + 1).ToList();
        return first.Count <= NamedAtMost ? string.Join(", ", first) : $"{string.Join(", ", first.Take(NamedAtMost))} and others";
    }
}
