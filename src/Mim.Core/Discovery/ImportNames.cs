using Mim.Core.Identities;
using Mim.Core.Ports;

namespace Mim.Core.Discovery;

/// <summary>Names for what is imported without one.</summary>
internal static class ImportNames
{
    private const int FingerprintDigits = 8;

    /// <summary>Who has that kind and name, if anyone.</summary>
    public static MachineIdentity? Holder(IIdentityReader identities, IdentityKind kind, string name) => identities.Find(
        new IdentityQuery { Kinds = [kind], Names = [Wildcard.Escape(name)], IncludeDestroyed = true }, CancellationToken.None).FirstOrDefault();

    /// <summary>The suggested name where it can be one, else the fingerprint.</summary>
    public static string Clean(string suggested, string fingerprint)
    {
        var clean = new string([.. suggested.Where(character => !Unprintable.Is(character))]).Trim();
        return clean.Length is 0 or > 180 ? fingerprint : clean;
    }

    /// <summary>The suggested name, or that name and the start of the fingerprint when another has it.</summary>
    public static string Free(ImportGroup group, IdentityKind kind, string suggested, string fingerprint)
    {
        var name = Clean(suggested, fingerprint);
        string[] candidates = [name, $"{name} ({fingerprint[..FingerprintDigits]})", $"{name} ({fingerprint})"];
        var free = candidates.FirstOrDefault(candidate => group.Holder(kind, candidate) is null);

        // All three are taken by certificates that were disposed of and came back.
        return free ?? $"{name} ({Guid.CreateVersion7():N})";
    }
}
