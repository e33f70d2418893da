using System.Text;
using Mim.Core.Sealing;
using Mim.Discovery.Files;

namespace Mim.Discovery.Documents;

/// <summary>A value of a document that holds certificates.</summary>
/// <param name="Format">As in <see cref="Core.Discovery.FileSighting.Format"/>.</param>
/// <param name="Entry">Which value of the document.</param>
/// <param name="Texts">The value itself, then the keys that belong to it: PEM, or base64 of it; DER or a keystore in base64 stands alone.</param>
internal sealed record DocumentPart(string Format, string Entry, IReadOnlyList<string> Texts)
{
    /// <summary>All texts as one PEM file, which zeroes itself.</summary>
    public KeyMaterial Join()
    {
        var pieces = Texts.Select(text => Base64Run.Decode(text) ?? KeyMaterial.Take(Encoding.UTF8.GetBytes(text))).ToList();
        try
        {
            var whole = new KeyMaterial(pieces.Sum(piece => piece.Length + 1) - 1);
            var rest = whole.Span;
            foreach (var piece in pieces)
            {
                // A line break between them, and none after what is alone and may be no text.
                piece.Span.CopyTo(rest);
                rest = rest[piece.Length..];
                if (!rest.IsEmpty)
                {
                    rest[0] = (byte)'\n';
                    rest = rest[1..];
                }
            }

            return whole;
        }
        finally
        {
            pieces.ForEach(piece => piece.Dispose());
        }
    }
}
