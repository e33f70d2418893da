using Mim.Core;
using Mim.Core.Issuing;
using Mim.Core.Rotation;

namespace Mim.Testing;

/// <summary>The way from one root to the next, as an operator goes it: every step may be taken again by whoever comes after.</summary>
public static class AuthorityChange
{
    /// <summary>Goes on with the change that is under way; when there is none, begins one, or only sees to what is delivered.</summary>
    /// <param name="session">The store, with one line of authorities.</param>
    /// <param name="leaf">An identity that the old root issued.</param>
    /// <param name="begins">Whether to begin one.</param>
    public static async Task RunAsync(MimSession session, Guid leaf, bool begins)
    {
        await DrainAsync(session.Rotation.ResumeAsync([], CancellationToken.None));
        var authorities = session.Authorities.Find([], CancellationToken.None).ToList();
        var living = authorities.Where(authority => authority.State != AuthorityState.Retired).ToList();
        var old = living.Single(authority => living.TrueForAll(other => other.Name != authority.Replaces));
        var next = living.Find(authority => authority.Replaces == old.Name);
        if (next is null && begins)
        {
            next = session.Authorities.Create(
                new NewAuthority { Name = $"corp-{authorities.Count + 1}", Replaces = old.Name, CrossSign = true }, CancellationToken.None);
        }

        if (next is not null)
        {
            await DrainAsync(session.Rotation.PublishAsync([next.Id], null, CancellationToken.None));
            await session.Succession.SetAsync(next.Id, AuthorityState.Active, isForced: false, CancellationToken.None);
            if (session.Identities.Get(leaf).AuthorityId == old.Id)
            {
                await DrainAsync(session.Rotation.RotateAsync([leaf], new RotationOptions(), CancellationToken.None));
            }

            await session.Succession.SetAsync(old.Id, AuthorityState.Tainted, isForced: false, CancellationToken.None);
            await session.Succession.SetAsync(old.Id, AuthorityState.Retired, isForced: false, CancellationToken.None);
        }

        await DrainAsync(session.Rotation.ReconcileAsync(null, new RotationOptions(), CancellationToken.None));
    }

    private static async Task DrainAsync(IAsyncEnumerable<RotationResult> results)
    {
        await foreach (var result in results)
        {
            if (result.Error is { } error)
            {
                throw error;
            }
        }
    }
}
