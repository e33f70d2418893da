namespace Mim.Pki.Containers;

/// <summary>
/// Finds the end of one serialised Java object (Java Object Serialization Specification, chapter 6) without making anything of
/// it: JCEKS keeps secret keys so, and does not say how long they are.
/// </summary>
internal sealed class JavaObjectSkipper(BigEndianReader reader)
{
    private const uint Header = 0xACED0005;
    private const int Deepest = 32;
    private const int MostHandles = 1000;
    private const int FirstHandle = 0x7E0000;

    private const byte Null = 0x70;
    private const byte Reference = 0x71;
    private const byte ClassDescription = 0x72;
    private const byte Instance = 0x73;
    private const byte Text = 0x74;
    private const byte Array = 0x75;
    private const byte BlockData = 0x77;
    private const byte EndBlock = 0x78;

    private const int HasWriteMethod = 0x01;
    private const int IsSerializable = 0x02;

    /// <summary>Everything that a later reference can mean; null for what is no class.</summary>
    private readonly List<JavaClass?> _handles = [];

    /// <exception cref="FormatException">It is of a form that keystores do not have, or damaged.</exception>
    public void Skip()
    {
        if (reader.ReadUInt32() != Header)
        {
            throw new FormatException();
        }

        SkipContent(reader.ReadByte(), 0);
    }

    private void SkipContent(byte kind, int depth)
    {
        if (depth > Deepest)
        {
            throw new FormatException();
        }

        switch (kind)
        {
            case Null:
                break;
            case Reference:
                reader.ReadUInt32();
                break;
            case Text:
                Remember(null);
                reader.ReadText();
                break;
            case BlockData:
                reader.Take(reader.ReadByte());
                break;
            case Array:
                SkipArray(depth);
                break;
            case Instance:
                SkipInstance(depth);
                break;
            default:
                throw new FormatException();
        }
    }

    private void SkipArray(int depth)
    {
        // Keystores have arrays of octets only.
        if (ReadClass(depth) is not { Name: "[B" })
        {
            throw new FormatException();
        }

        Remember(null);
        reader.ReadOctets();
    }

    private void SkipInstance(int depth)
    {
        var description = ReadClass(depth);
        Remember(null);
        var lineage = new Stack<JavaClass>();
        for (var next = description; next is not null; next = next.Super)
        {
            lineage.Push(next);
        }

        // Data of the oldest class comes first.
        foreach (var one in lineage)
        {
            SkipFields(one, depth);
        }
    }

    private void SkipFields(JavaClass one, int depth)
    {
        if ((one.Flags & IsSerializable) == 0)
        {
            throw new FormatException();
        }

        foreach (var type in one.FieldTypes)
        {
            if (type is 'L' or '[')
            {
                SkipContent(reader.ReadByte(), depth + 1);
            }
            else
            {
                reader.Take(type switch { 'B' or 'Z' => 1, 'C' or 'S' => 2, 'I' or 'F' => 4, 'D' or 'J' => 8, _ => throw new FormatException() });
            }
        }

        if ((one.Flags & HasWriteMethod) != 0)
        {
            SkipAnnotations(depth);
        }
    }

    private void SkipAnnotations(int depth)
    {
        for (var kind = reader.ReadByte(); kind != EndBlock; kind = reader.ReadByte())
        {
            SkipContent(kind, depth + 1);
        }
    }

    private JavaClass? ReadClass(int depth)
    {
        switch (reader.ReadByte())
        {
            case Null:
                return null;
            case Reference:
                var number = (long)reader.ReadUInt32() - FirstHandle;
                return number >= 0 && number < _handles.Count ? _handles[(int)number] ?? throw new FormatException() : throw new FormatException();
            case ClassDescription when depth <= Deepest:
                return ReadNewClass(depth);
            default:
                throw new FormatException();
        }
    }

    private JavaClass ReadNewClass(int depth)
    {
        var name = reader.ReadText();
        reader.ReadInt64();
        var handle = _handles.Count;
        Remember(null);
        var flags = reader.ReadByte();
        var types = new char[reader.ReadUInt16()];
        for (var index = 0; index < types.Length; index++)
        {
            types[index] = (char)reader.ReadByte();
            reader.ReadText();
            if (types[index] is 'L' or '[')
            {
                SkipContent(reader.ReadByte(), depth + 1);
            }
        }

        SkipAnnotations(depth);
        var result = new JavaClass(name, flags, types, ReadClass(depth + 1));
        _handles[handle] = result;
        return result;
    }

    private void Remember(JavaClass? one)
    {
        if (_handles.Count == MostHandles)
        {
            throw new FormatException();
        }

        _handles.Add(one);
    }

    private sealed record JavaClass(string Name, byte Flags, char[] FieldTypes, JavaClass? Super);
}
