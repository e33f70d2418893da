using System.Runtime.InteropServices;
using System.Runtime.InteropServices.Marshalling;
using System.Runtime.Versioning;
using Mim.Core.Sealing;

namespace Mim.Delivery.Accounts.Windows;

/// <summary>A VARIANT (MS-OAUT 2.2.29) that is zeroed and freed when disposed.</summary>
[SupportedOSPlatform("windows")]
internal sealed unsafe partial class AutomationValue : IDisposable
{
    private const int LeftOut = unchecked((int)0x80020004);
    private bool _isLent;
    private ComVariant _variant;

    public ref ComVariant Variant => ref _variant;

    /// <summary>The text that it is, where it lies; empty when it is none.</summary>
    public ReadOnlySpan<char> Text
    {
        get
        {
            var pointer = _variant.VarType == VarEnum.VT_BSTR ? _variant.GetRawDataRef<nint>() : 0;
            return pointer == 0 ? [] : new ReadOnlySpan<char>((void*)pointer, Length(pointer));
        }
    }

    public static AutomationValue Of(object? value) => value switch
    {
        null => new AutomationValue { Variant = ComVariant.CreateRaw(VarEnum.VT_ERROR, LeftOut) },
        int number => new AutomationValue { Variant = ComVariant.CreateRaw(VarEnum.VT_I4, number) },
        string text => new AutomationValue { Variant = ComVariant.CreateRaw(VarEnum.VT_BSTR, Marshal.StringToBSTR(text)) },
        KeyMaterial secret => OfSecret(secret),
        DispatchObject other => new AutomationValue { Variant = ComVariant.CreateRaw(VarEnum.VT_DISPATCH, other.Pointer), _isLent = true },
        _ => throw new ArgumentException($"A {value.GetType().Name} is told to nothing.", nameof(value)),
    };

    /// <summary>What it is: text, a whole number, an object, or null.</summary>
    /// <param name="own">Takes an object over.</param>
    public object? Take(Func<nint, IAutomationObject> own)
    {
        switch (_variant.VarType)
        {
            case VarEnum.VT_BSTR:
                return new string(Text);
            case VarEnum.VT_I4 or VarEnum.VT_UI4 or VarEnum.VT_INT or VarEnum.VT_UINT:
                return _variant.GetRawDataRef<int>();
            case VarEnum.VT_I2 or VarEnum.VT_BOOL:
                return (int)_variant.GetRawDataRef<short>();
            case VarEnum.VT_DISPATCH when _variant.GetRawDataRef<nint>() != 0:
                _isLent = true;
                return own(_variant.GetRawDataRef<nint>());
            default:
                return null;
        }
    }

    public void Dispose()
    {
        if (!_isLent)
        {
            if (Text is { Length: > 0 } text)
            {
                MemoryMarshal.CreateSpan(ref MemoryMarshal.GetReference(text), text.Length).Clear();
            }

            _variant.Dispose();
        }

        _variant = default;
    }

    private static AutomationValue OfSecret(KeyMaterial secret)
    {
        using var text = WideText.Of(secret);
        fixed (char* start = text)
        {
            return new AutomationValue { Variant = ComVariant.CreateRaw(VarEnum.VT_BSTR, Allocate(start, (uint)text.Span.Length)) };
        }
    }

    [LibraryImport("oleaut32", EntryPoint = "SysAllocStringLen")]
    private static partial nint Allocate(char* text, uint length);

    [LibraryImport("oleaut32", EntryPoint = "SysStringLen")]
    private static partial int Length(nint text);
}
