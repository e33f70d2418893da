using Mim.Core;

namespace Mim.PowerShell.Binding;

/// <summary>Unix permissions as chmod takes them in octal: <c>640</c>, <c>0640</c>.</summary>
internal static class PermissionText
{
    /// <exception cref="MimException"><see cref="MimErrorCause.InvalidArgument"/> when it is not three octal digits.</exception>
    public static int Parse(string text)
    {
        var digits = text.Trim();
        var octal = digits.Length == 4 && digits[0] == '0' ? digits[1..] : digits;
        return octal.Length == 3 && octal.All(digit => digit is >= '0' and <= '7')
            ? Convert.ToInt32(octal, 8)
            : throw new MimException(MimErrorCause.InvalidArgument, $"'{text}' is not a mode: write three octal digits, for example 0640.", text);
    }
}
