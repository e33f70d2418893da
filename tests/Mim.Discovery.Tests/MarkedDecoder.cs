using System.Text;
using Mim.Core;
using Mim.Core.Discovery;
using Mim.Core.Identities;
using Mim.Core.Ports;
using Mim.Core.Sealing;

namespace Mim.Discovery.Tests;

/// <summary>Knows files that start with its mark and nothing else.</summary>
internal sealed class MarkedDecoder(string mark) : ICredentialDecoder
{
    public IReadOnlyList<FoundCredential>? Decode(
        ReadOnlyMemory<byte> content, string source, KeyMaterial? password, CancellationToken cancellationToken)
    {
        if (!content.Span.StartsWith(Encoding.UTF8.GetBytes(mark)))
        {
            return null;
        }

        return content.Length > mark.Length
            ? [new FoundCredential { Kind = IdentityKind.Secret, Source = source, SuggestedName = mark }]
            : throw new MimException(MimErrorCause.InvalidFile, $"{source} has a mark and nothing else.", source);
    }
}
