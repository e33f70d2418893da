using Mim.Core.Identities;

namespace Mim.Core.Tokens;

/// <summary>How long a key of an authority is published. Pure.</summary>
internal static class TokenKeyLife
{
    /// <summary>
    /// Before it signs, so that those who keep the set for a while know it in time; and after it was replaced, until the last token that it
    /// can have signed has ended. One that is revoked is withdrawn at once.
    /// </summary>
    public static bool IsPublished(CredentialVersion version, TimeSpan longestToken, DateTimeOffset now) => version switch
    {
        { Certificate: null } => false,
        { State: VersionState.PreActivation or VersionState.Active } => true,
        { State: VersionState.Deactivated or VersionState.Destroyed, StateReason: "Superseded" } => now < version.StateAt + longestToken,
        _ => false,
    };
}
