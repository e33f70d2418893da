using System.Formats.Asn1;

namespace Mim.Pki.Certificates;

/// <summary>One extension while it is being written: sequence, identifier, criticality and the octet string around the value.</summary>
internal readonly ref struct ExtensionScope
{
    private readonly AsnWriter.Scope _sequence;
    private readonly AsnWriter.Scope _value;

    public ExtensionScope(AsnWriter writer, string oid, bool critical)
    {
        _sequence = writer.PushSequence();
        writer.WriteObjectIdentifier(oid);
        if (critical)
        {
            writer.WriteBoolean(true);
        }

        _value = writer.PushOctetString();
    }

    public void Dispose()
    {
        _value.Dispose();
        _sequence.Dispose();
    }
}
