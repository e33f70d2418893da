using Mim.Core.Issuing;

namespace Mim.Pki.Names;

/// <summary>General names as read (RFC 5280 section 4.2.1.6).</summary>
/// <param name="Names">Those with a place in the core's words.</param>
/// <param name="Directories">DER Names.</param>
/// <param name="HasOthers">Whether there are further kinds: other names, X.400 addresses, EDI parties, registered identifiers.</param>
internal sealed record GeneralNames(SubjectNames Names, IReadOnlyList<ReadOnlyMemory<byte>> Directories, bool HasOthers)
{
    public static GeneralNames Empty { get; } = new(new SubjectNames(), [], HasOthers: false);
}
