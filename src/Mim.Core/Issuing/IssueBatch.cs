using Mim.Core.Audit;
using Mim.Core.Identities;
using Mim.Core.Ports;

namespace Mim.Core.Issuing;

/// <summary>Writes a batch of prepared certificates within one transaction. One that is refused takes no other with it.</summary>
internal static class IssueBatch
{
    /// <exception cref="MimException">Every one was refused, so that there is nothing to commit.</exception>
    public static void Write(IInventoryTransaction transaction, ActScope acts, IReadOnlyList<IssueItem> prepared)
    {
        var usable = new Dictionary<Guid, bool>();
        var holders = new NameHolders(transaction.Identities, prepared.Select(item => (item.Identity!.Kind, item.Identity.Name)));
        foreach (var item in prepared)
        {
            try
            {
                RequireUsable(transaction, item.Authority!, usable);
                holders.RequireFree(item.Identity!);
                VersionWriter.AddIdentity(transaction, acts, "IssueCertificate", item.Identity!, item.Prepared!);
                holders.Add(item.Identity!);
            }
            catch (MimException exception) when (exception.Cause is MimErrorCause.IdentityExists or MimErrorCause.AuthorityUnusable)
            {
                item.Error = exception;
            }
        }

        if (prepared.All(item => item.Error is not null))
        {
            throw prepared[0].Error!;
        }
    }

    /// <summary>The authority may have been revoked or rotated since it signed.</summary>
    private static void RequireUsable(IInventoryTransaction transaction, SigningAuthority authority, Dictionary<Guid, bool> known)
    {
        if (!known.TryGetValue(authority.Identity.Id, out var usable))
        {
            var now = transaction.Identities.Get(authority.Identity.Id);
            usable = now?.Status == VersionState.Active && now.CurrentVersionId == authority.Version.Id
                && transaction.Authorities.Get(now.Id) is { State: AuthorityState.Active };
            known[authority.Identity.Id] = usable;
        }

        if (!usable)
        {
            throw new MimException(MimErrorCause.AuthorityUnusable, $"Authority '{authority.Identity.Name}' stopped issuing meanwhile.", authority.Identity.Name);
        }
    }
}
