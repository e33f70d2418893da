using Mim.Core.Identities;
using Mim.Core.Ports;

namespace Mim.Core.Accounts;

/// <summary>Who changes the credentials of accounts, as users name it.</summary>
internal static class Administrators
{
    /// <exception cref="MimException"><see cref="MimErrorCause.IdentityNotFound"/>, <see cref="MimErrorCause.InvalidArgument"/>: two have that name.</exception>
    public static Guid IdOf(IIdentityReader identities, string name, CancellationToken cancellationToken)
    {
        var query = new IdentityQuery { Names = [Wildcard.Escape(name)], Kinds = [IdentityKind.Secret, IdentityKind.ServiceAccount] };
        return identities.Find(query, cancellationToken).ToList() switch
        {
            [var only] => only.Id,
            [] => throw new MimException(MimErrorCause.IdentityNotFound, $"There is no secret and no account named '{name}'.", name),
            _ => throw new MimException(MimErrorCause.InvalidArgument, $"A secret and an account are named '{name}'.", name),
        };
    }
}
