# What the Pester files share: the built module, stores of their own, and checks that read as sentences.

Set-StrictMode -Version 3.0

$script:Repository = (Resolve-Path "$PSScriptRoot/../..").Path
$script:Manifest = Join-Path $Repository 'output' 'MimModule' 'MimModule.psd1'

Import-Module $Manifest -Global

# The store and keys of the account that runs the tests must play no part in them.
$env:MIM_STORE = $null
$env:MIM_KEY_FILE = $null
$env:MIM_PASSPHRASE_FILE = $null

function Get-TestManifest {
    $script:Manifest
}

function Get-TestRepository {
    $script:Repository
}

# A folder that others can write earns a warning, which these tests have no use for.
function Protect-TestFolder {
    param([Parameter(Mandatory)] [string] $Folder)

    if (-not $IsWindows) {
        [IO.File]::SetUnixFileMode($Folder, 'UserRead, UserWrite, UserExecute')
    }
}

# Makes a store in a folder of its own and lets cmdlets without -Store use it.
function Initialize-TestStore {
    param([Parameter(Mandatory)] [string] $Folder)

    Protect-TestFolder $Folder
    $path = Join-Path $Folder "$([guid]::NewGuid().ToString('N'))" 'inventory.db'
    $null = Initialize-MachineIdentityStore $path
    $env:MIM_STORE = $path
    $path
}

# Two certificates of an authority, and a folder to install them in: web01, shop01, the folder.
function Initialize-TestDelivery {
    param([Parameter(Mandatory)] [string] $Folder)

    $null = New-MachineCertificateAuthority corp
    New-MachineCertificate web01 -DnsName web01.corp.test
    New-MachineCertificate shop01 -DnsName shop01.corp.test
    (New-Item -ItemType Directory "$Folder/tls").FullName
}

# The blocks of commands of a runbook, in their order.
function Get-TestRunbook {
    param([Parameter(Mandatory)] [string] $Name)

    $page = Get-Content "$script:Repository/docs/runbooks/$Name" -Raw
    [regex]::Matches($page, '(?ms)^```powershell\n(?<code>.*?)^```') | ForEach-Object { $_.Groups['code'].Value }
}

# Runs them as they stand; nothing of theirs fails. Gives what a look says after each.
function Invoke-TestRunbook {
    param(
        [Parameter(Mandatory)] [string[]] $Step,
        [Parameter(Mandatory)] [scriptblock] $Look
    )

    $ConfirmPreference = 'None'
    foreach ($code in $Step) {
        $output = & { . ([scriptblock]::Create($code)) } 2>&1
        $output | Where-Object { $_ -is [Management.Automation.ErrorRecord] } | Should -BeNullOrEmpty -Because $code
        $output | Where-Object { $_.PSObject.Properties['Outcome'] -and $_.PSObject.Properties['IdentityId'] } |
            ForEach-Object Outcome | Where-Object { $_ -ne 'Completed' } | Should -BeNullOrEmpty -Because $code
        & $Look
    }
}

function ConvertTo-TestSecret {
    param([Parameter(Mandatory)] [string] $Text)

    ConvertTo-SecureString $Text -AsPlainText -Force
}

# A self-signed certificate with its key, made by .NET and not by us.
function New-TestCertificate {
    param([Parameter(Mandatory)] [string] $Name, [int] $Days = 90)

    $key = [Security.Cryptography.ECDsa]::Create([Security.Cryptography.ECCurve+NamedCurves]::nistP256)
    $request = [Security.Cryptography.X509Certificates.CertificateRequest]::new("CN=$Name", $key, 'SHA256')
    $names = [Security.Cryptography.X509Certificates.SubjectAlternativeNameBuilder]::new()
    $names.AddDnsName("$Name.corp.test")
    $request.CertificateExtensions.Add($names.Build($false))
    $now = [datetimeoffset]::UtcNow
    $request.CreateSelfSigned($now.AddDays(-1), $now.AddDays($Days))
}

# Writes a certificate, and its key when asked, as PEM.
function Export-TestPem {
    param([Parameter(Mandatory)] $Certificate, [Parameter(Mandatory)] [string] $Path, [switch] $WithKey)

    $pem = $Certificate.ExportCertificatePem() + "`n"
    if ($WithKey) {
        $key = [Security.Cryptography.X509Certificates.ECDsaCertificateExtensions]::GetECDsaPrivateKey($Certificate)
        $pem += $key.ExportPkcs8PrivateKeyPem() + "`n"
    }

    [IO.File]::WriteAllText($Path, $pem)
}

# A certificate request with a key of its own, made by .NET and not by us.
function Export-TestRequest {
    param([Parameter(Mandatory)] [string] $Name, [Parameter(Mandatory)] [string] $Path)

    $key = [Security.Cryptography.ECDsa]::Create([Security.Cryptography.ECCurve+NamedCurves]::nistP256)
    $request = [Security.Cryptography.X509Certificates.CertificateRequest]::new("CN=$Name", $key, 'SHA256')
    $names = [Security.Cryptography.X509Certificates.SubjectAlternativeNameBuilder]::new()
    $names.AddDnsName("$Name.corp.test")
    $request.CertificateExtensions.Add($names.Build($false))
    [IO.File]::WriteAllText($Path, $request.CreateSigningRequestPem())
}

# The first error of a script block, terminating or not.
function Get-TestError {
    param([Parameter(Mandatory)] [scriptblock] $Script)

    try {
        & $Script 2>&1 | Where-Object { $_ -is [Management.Automation.ErrorRecord] } | Select-Object -First 1
    }
    catch {
        $_
    }
}

function Assert-TestError {
    param(
        [Parameter(Mandatory)] [scriptblock] $Script,
        [Parameter(Mandatory)] [string] $Id,
        [Parameter(Mandatory)] [string] $Category,
        $Target)

    $found = Get-TestError $Script
    $found | Should -Not -BeNullOrEmpty -Because 'an error was expected'
    ($found.FullyQualifiedErrorId -split ',')[0] | Should -Be $Id
    $found.CategoryInfo.Category | Should -Be $Category
    if ($PSBoundParameters.ContainsKey('Target')) {
        "$($found.TargetObject)" | Should -Be "$Target"
    }
}

# -WhatIf must leave the store as it was: every change is an act, so no act means no change.
function Assert-ChangesNothing {
    param([Parameter(Mandatory)] [scriptblock] $Script)

    $before = (Get-MachineIdentityStore).AuditRecords
    & $Script | Out-Null
    (Get-MachineIdentityStore).AuditRecords | Should -Be $before
}

# Runs something over and over in a runspace of its own and presses Ctrl+C, three times. A busy machine may delay any stop, so that
# only ten seconds are too many here; the bench tells how long it takes.
function Assert-Stops {
    param([Parameter(Mandatory)] [string] $Script, [hashtable] $Variables = @{})

    $state = [initialsessionstate]::CreateDefault2()
    $state.ImportPSModule($script:Manifest)
    $runspace = [runspacefactory]::CreateRunspace($state)
    $runspace.Open()
    try {
        foreach ($name in $Variables.Keys) {
            $runspace.SessionStateProxy.SetVariable($name, $Variables[$name])
        }

        # The first run loads and compiles what the others find ready.
        500, 150, 250 | ForEach-Object { Assert-Stop $runspace $Script -After $_ }
    }
    finally {
        $runspace.Dispose()
    }
}

function Assert-Stop {
    param([runspace] $Runspace, [string] $Script, [int] $After)

    $shell = [powershell]::Create($Runspace)
    try {
        $null = $shell.AddScript("`$ConfirmPreference = 'None'; while (`$true) { $Script }")
        $running = $shell.BeginInvoke()
        Start-Sleep -Milliseconds $After
        $running.IsCompleted | Should -BeFalse -Because 'it must still run'
        $stop = $shell.BeginStop($null, $null)
        $stop.AsyncWaitHandle.WaitOne(10000) | Should -BeTrue
        $shell.InvocationStateInfo.State | Should -Be 'Stopped'
        $shell.Streams.Error | Should -BeNullOrEmpty -Because 'being stopped is no error'
    }
    finally {
        $shell.Dispose()
    }
}

# Both views of an object: a table of at most 110 columns, and a list.
function Assert-Views {
    param([Parameter(Mandatory)] $InputObject)

    $table = ($InputObject | Format-Table | Out-String -Width 400) -split '\r?\n' | ForEach-Object TrimEnd
    ($table | Measure-Object Length -Maximum).Maximum | Should -BeLessOrEqual 110
    ($table | Where-Object { $_ }).Count | Should -BeGreaterThan 2
    $InputObject | Format-List | Out-String | Should -Match ' : '
}

Export-ModuleMember -Function *-Test*, Assert-*
