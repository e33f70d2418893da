using System.Runtime.InteropServices;
using System.Runtime.InteropServices.Marshalling;
using System.Runtime.Versioning;
using System.Security.Cryptography;
using Mim.Core.Sealing;

namespace Mim.Delivery.Accounts.Windows;

/// <summary>An object of COM by its IDispatch. Secrets cross in memory that is zeroed afterwards, which a marshalled string would not be.</summary>
[SupportedOSPlatform("windows")]
internal sealed unsafe partial class DispatchObject : IAutomationObject
{
    private const int ReleaseSlot = 2;
    private const int NamesSlot = 5;
    private const int InvokeSlot = 6;
    private const ushort MethodOrGet = 3;
    private const ushort PropertyPut = 4;
    private const int PutArgument = -3;
    private const int HasException = unchecked((int)0x80020009);
    private const uint InProcessOrLocal = 5;

    private static readonly Guid _dispatch = new("00020400-0000-0000-C000-000000000046");

    // Threads that say nothing else work in the process's own apartment for as long as it is kept.
    private static readonly int _apartment = KeepApartment(out _);

    private nint _object;

    private DispatchObject(nint @object) => _object = @object;

    /// <summary>Makes one.</summary>
    /// <param name="program">What it is registered as, such as <c>Schedule.Service</c>.</param>
    /// <exception cref="AutomationException">There is none, or it cannot be made.</exception>
    public static DispatchObject Create(string program)
    {
        Check(_apartment);
        Check(ClassOf(program, out var type));
        Check(Make(type, 0, InProcessOrLocal, _dispatch, out var made));
        return new DispatchObject(made);
    }

    public object? Call(string member, params IReadOnlyList<object?> arguments)
    {
        using var result = new AutomationValue();
        Invoke(member, MethodOrGet, arguments, result);
        return result.Take(made => new DispatchObject(made));
    }

    public void Put(string member, object value)
    {
        using var result = new AutomationValue();
        Invoke(member, PropertyPut, [value], result);
    }

    public bool Holds(string member, KeyMaterial secret)
    {
        using var result = new AutomationValue();
        using var text = WideText.Of(secret);
        Invoke(member, MethodOrGet, [], result);
        return CryptographicOperations.FixedTimeEquals(MemoryMarshal.AsBytes(result.Text), MemoryMarshal.AsBytes(text.Span));
    }

    public void Dispose()
    {
        if (Interlocked.Exchange(ref _object, 0) is not 0 and var gone)
        {
            _ = ((delegate* unmanaged[Stdcall]<nint, uint>)Slot(gone, ReleaseSlot))(gone);
        }
    }

    internal nint Pointer => _object != 0 ? _object : throw new ObjectDisposedException(nameof(DispatchObject));

    private void Invoke(string member, ushort verb, IReadOnlyList<object?> arguments, AutomationValue result)
    {
        var id = IdOf(member);
        var values = new AutomationValue[arguments.Count];
        var told = stackalloc ComVariant[Math.Max(arguments.Count, 1)];
        try
        {
            // They are told in their reverse order (MS-OAUT 3.1.4.4).
            for (var index = 0; index < values.Length; index++)
            {
                values[index] = AutomationValue.Of(arguments[^(index + 1)]);
                told[index] = values[index].Variant;
            }

            var put = PutArgument;
            var parameters = new Parameters
            {
                Arguments = told, Count = (uint)values.Length, Names = verb == PropertyPut ? &put : null, NameCount = verb == PropertyPut ? 1u : 0u,
            };
            ExceptionInformation trouble = default;
            var none = Guid.Empty;
            uint wrong = 0;
            ComVariant answer = default;
            var invoke = (delegate* unmanaged[Stdcall]<nint, int, Guid*, uint, ushort, Parameters*, ComVariant*, ExceptionInformation*, uint*, int>)
                Slot(Pointer, InvokeSlot);
            var outcome = invoke(Pointer, id, &none, 0, verb, &parameters, &answer, &trouble, &wrong);
            result.Variant = answer;
            var said = trouble.TakeText();
            if (outcome == HasException)
            {
                throw new AutomationException(said, trouble.Code != 0 ? trouble.Code : outcome);
            }

            Check(outcome);
        }
        finally
        {
            Array.ForEach(values, value => value?.Dispose());
        }
    }

    private int IdOf(string member)
    {
        fixed (char* name = member)
        {
            var (names, none, id) = ((nint)name, Guid.Empty, 0);
            var find = (delegate* unmanaged[Stdcall]<nint, Guid*, nint*, uint, uint, int*, int>)Slot(Pointer, NamesSlot);
            Check(find(Pointer, &none, &names, 1, 0, &id));
            return id;
        }
    }

    private static void* Slot(nint one, int slot) => (*(void***)one)[slot];

    private static void Check(int outcome)
    {
        if (outcome < 0)
        {
            throw new AutomationException(Marshal.GetPInvokeErrorMessage(outcome), outcome);
        }
    }

    [LibraryImport("ole32", EntryPoint = "CoIncrementMTAUsage")]
    private static partial int KeepApartment(out nint cookie);

    [LibraryImport("ole32", EntryPoint = "CLSIDFromProgID", StringMarshalling = StringMarshalling.Utf16)]
    private static partial int ClassOf(string program, out Guid type);

    [LibraryImport("ole32", EntryPoint = "CoCreateInstance")]
    private static partial int Make(in Guid type, nint outer, uint context, in Guid wanted, out nint made);

    /// <summary>DISPPARAMS.</summary>
    [StructLayout(LayoutKind.Sequential)]
    private struct Parameters
    {
        public ComVariant* Arguments;
        public int* Names;
        public uint Count;
        public uint NameCount;
    }

    /// <summary>EXCEPINFO.</summary>
    [StructLayout(LayoutKind.Sequential)]
    private struct ExceptionInformation
    {
        private readonly ushort _code;
        private readonly ushort _reserved;
        private nint _source;
        private nint _description;
        private nint _help;
        private readonly uint _helpContext;
        private readonly nint _reservedPointer;
        private readonly nint _fillIn;
        public int Code;

        /// <summary>What it says of itself, once.</summary>
        public string TakeText()
        {
            var text = _description == 0 ? "" : Marshal.PtrToStringBSTR(_description);
            Marshal.FreeBSTR(_source);
            Marshal.FreeBSTR(_description);
            Marshal.FreeBSTR(_help);
            (_source, _description, _help) = (0, 0, 0);
            return text;
        }
    }
}
