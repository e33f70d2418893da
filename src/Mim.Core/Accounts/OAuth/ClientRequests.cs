using Mim.Core.Delivery;
using Mim.Core.Identities;
using Mim.Core.Issuing;
using Mim.Core.Policies;
using Mim.Core.Ports;
using Mim.Core.Vault;

namespace Mim.Core.Accounts.OAuth;

/// <summary>What may be asked for as a client.</summary>
internal sealed class ClientRequests(IInventory inventory, string here)
{
    private const int LongestToken = 16_384;

    /// <summary>The request in the form that is stored, and the policy that holds for it.</summary>
    /// <exception cref="MimException">The rule that is broken, or <see cref="MimErrorCause.IdentityNotFound"/>: the administrator.</exception>
    public (NewOAuthClient Wanted, IdentityPolicy Policy) Normalize(NewOAuthClient request, CancellationToken cancellationToken)
    {
        var name = NameRules.IdentityName(request.Name);
        SecretRules.Enforce(name, request.Credential, recipe: null, request.ClientId, request.Lifetime);
        var settings = (request.Settings with
        {
            AdministratorId = request.Administrator is { } administrator
                ? Administrators.IdOf(inventory.Identities, administrator, cancellationToken)
                : request.Settings.AdministratorId,
        }).PlacedIn(inventory, here);
        var wanted = request with { Name = name, Settings = settings };
        TargetRules.Enforce(TargetOf(wanted));
        EnforceClient(wanted);
        var policy = PolicyOf(request.Tier);
        PolicyRules.Enforce(policy, new PolicySubject
        {
            Name = name, Owner = request.Owner, Tags = request.Tags, Lifetime = request.Lifetime ?? policy.DefaultLifetime,
        });
        return (wanted, policy);
    }

    public IdentityPolicy PolicyOf(Criticality criticality) => PolicyBook.Merge(inventory.Policies)[(int)criticality];

    public static NewTarget TargetOf(NewOAuthClient wanted) =>
        new() { IdentityId = Guid.Empty, Kind = TargetKind.OAuthClient, Settings = wanted.Settings };

    private static void EnforceClient(NewOAuthClient wanted)
    {
        var hasId = wanted.ClientId is not null;
        if (wanted.Settings.HasKeys)
        {
            TargetRules.Require(hasId, wanted.Name, "keys are those of a client that is there: say its id");
            TargetRules.Require(
                wanted is { ClientToken: null, ClientEndpoint: null },
                wanted.Name,
                "the token of a client with keys is a secret, its administrator");
            return;
        }

        var isKnown = wanted is { Credential: not null, ClientToken: not null, ClientEndpoint: not null } && hasId;
        var isNew = wanted is { Credential: null, ClientToken: null, ClientEndpoint: null } && !hasId;
        TargetRules.Require(
            isKnown || isNew,
            wanted.Name,
            "a client that has a secret is known by that, its endpoint and its registration access token, by which it is deleted when it is replaced");
        if (isKnown)
        {
            OAuthRules.Address(wanted.ClientEndpoint!);
            TargetRules.Require(
                wanted.ClientToken is { Length: > 0 and <= LongestToken } token && !token.Span.ContainsAnyExceptInRange((byte)'!', (byte)'~'),
                wanted.Name,
                "a registration access token is ASCII without blanks");
        }
    }
}
