/**
 * Every refusal Loket can utter: a code, typed parameters, and one plain Indonesian sentence that says
 * what happened and what to do next. Screens branch on the code, never on the text.
 */
const sentences = {
  // what was typed
  name_empty: () => 'Nama belum diisi. Ketik nama pasien seperti pada KTP atau kartu keluarga.',
  name_too_long: (p: { most: number }) =>
    `Nama terlalu panjang (paling banyak ${p.most} huruf). Singkat gelar atau nama tengah.`,
  name_no_letters: () => 'Nama harus mengandung huruf. Emoji dan tanda baca saja tidak dapat disimpan.',
  name_symbols: () =>
    'Nama hanya boleh berisi huruf, angka, spasi, titik, koma, petik, kurung, garis miring, dan tanda hubung.',
  nik_length: (p: { digits: number }) =>
    `NIK harus 16 angka, yang diketik ${p.digits}. Periksa lagi pada KTP atau KK.`,
  nik_not_digits: () => 'NIK hanya berisi angka. Hapus huruf atau tanda baca.',
  nik_impossible: () => 'NIK ini tidak mungkin benar. Periksa lagi pada KTP atau KK.',
  nik_or_reason: () => 'NIK kosong. Isi NIK atau pilih alasan mengapa belum ada.',
  nik_taken: (p: { name: string; recordNo: string; id: string }) =>
    `NIK ini sudah dipakai ${p.name} (RM ${p.recordNo}). Buka pasien itu, atau simpan dengan alasan.`,
  record_no_taken: (p: { recordNo: string; name: string }) =>
    `Nomor RM ${p.recordNo} sudah milik ${p.name}. Kosongkan agar Loket memberi nomor baru.`,
  record_no_invalid: () =>
    'Nomor RM hanya boleh berisi angka, huruf, titik, garis miring, dan tanda hubung (paling banyak 20).',
  record_pattern_invalid: () =>
    'Bentuk nomor RM ini tidak dapat dipakai. Contoh: 00-00-00, WW-000000, atau WW-KKKK-AA (K paling banyak enam).',
  area_code_invalid: () => 'Kode wilayah harus dua angka, misalnya 01.',
  outside_code_taken: () => 'Kode luar wilayah sudah dipakai sebuah desa. Pilih kode lain, misalnya 99.',
  passport_missing: () =>
    'Nomor paspor belum diisi. Bila paspor tidak dibawa, pilih alasan «KTP/KK tidak dibawa» dan lengkapi nanti.',
  nationality_missing: () => 'Kewarganegaraan belum dipilih. Ketik nama negaranya, lalu pilih dari daftar.',
  death_in_future: () => 'Tanggal meninggal ada di masa depan. Periksa tanggalnya.',
  death_before_birth: () => 'Tanggal meninggal lebih awal daripada tanggal lahir. Periksa keduanya.',
  patient_deceased: (p: { name: string; date: string }) =>
    `${p.name} tercatat meninggal ${p.date}. Bila keliru, hapus tanggal meninggal lewat «Ubah data»; bila orang lain, cari lagi.`,
  passport_invalid: () => 'Nomor paspor 5–20 huruf dan angka tanpa spasi. Periksa lagi pada paspor.',
  kk_invalid: () => 'Nomor kartu keluarga harus 16 angka. Periksa lagi pada KK.',
  kk_taken: (p: { head: string }) =>
    `Nomor KK itu sudah dipakai keluarga ${p.head}. Periksa lagi, atau pindahkan anggotanya satu per satu ke KK itu.`,
  family_unknown: () => 'Keluarga ini tidak ditemukan. Muat ulang, lalu ulangi.',
  family_missing: () =>
    'Pasien ini belum tercatat dalam keluarga. Isi nomor KK atau pilih keluarganya dahulu.',
  family_has_head: (p: { head: string }) =>
    `Keluarga ini sudah punya kepala, ${p.head}. Pilih hubungan lain, atau ganti kepalanya di «Keluarga».`,
  card_invalid: () => 'Nomor kartu JKN harus 13 angka. Periksa lagi pada kartu.',
  phone_invalid: () => 'Nomor telepon harus 8–15 angka, misalnya 0812 3456 7890.',
  date_invalid: () => 'Tanggal ini tidak ada di kalender. Tulis hari-bulan-tahun, misalnya 02-03-1959.',
  birth_in_future: () => 'Tanggal lahir ada di masa depan. Periksa tahunnya.',
  birth_too_old: () => 'Tanggal lahir lebih dari 125 tahun lalu. Periksa tahunnya.',
  birth_missing: () => 'Tanggal lahir belum diisi. Bila tidak tahu, isi perkiraan umur.',
  birth_untold: () =>
    'Tidak tahu tanggal lahirnya? Tulis tahunnya saja, misalnya 1959, atau umur yang Anda perkirakan, misalnya 60 th.',
  age_invalid: (p: { most: number }) => `Perkiraan umur antara 0 dan ${p.most} tahun, atau kosongkan.`,
  sex_missing: () => 'Jenis kelamin belum dipilih.',
  payer_missing: () => 'Penjamin belum dipilih. Pilih Umum bila bayar sendiri.',
  village_unknown: () => 'Desa atau kelurahan tidak ditemukan. Pilih dari daftar.',
  mother_missing: () => 'Ibu bayi belum dipilih. Cari ibunya dahulu.',
  pregnant_man: () => 'Hamil atau nifas hanya untuk perempuan. Periksa jenis kelamin atau hapus tanda hamil.',
  pregnant_and_postpartum: () => 'Hamil dan nifas tidak dapat dipilih bersamaan. Pilih salah satu.',
  delivery_in_future: () => 'Tanggal melahirkan ada di masa depan. Periksa tanggalnya.',
  delivery_too_long_ago: (p: { days: number }) =>
    `Melahirkan ${p.days} hari lalu; masa nifas paling lama 42 hari. Hapus tanda nifas bila sudah lewat.`,
  pregnancy_age_unlikely: (p: { years: number }) =>
    `Umur ${p.years} tahun dan hamil atau nifas jarang terjadi. Cocokkan tanggal lahir dan tanda hamil.`,
  emergency_sign_missing: () => 'Tanda gawat belum dipilih. Pilih paling sedikit satu.',
  weeks_invalid: () => 'Umur kehamilan antara 1 dan 45 minggu.',
  purpose_unknown: () => 'Keperluan ini tidak ada dalam daftar. Pilih dari daftar.',
  purpose_not_for: (p: { purpose: string }) =>
    `Keperluan ${p.purpose} tidak sesuai dengan usia atau jenis kelamin pasien.`,
  reason_missing: () => 'Alasan belum diisi. Tulis alasan singkat.',
  priority_unknown: () => 'Pilihan prioritas ini tidak ada. Pilih dari daftar.',
  text_too_long: (p: { most: number }) => `Tulisan terlalu panjang (paling banyak ${p.most} huruf).`,
  // people and visits
  patient_unknown: () => 'Pasien tidak ditemukan. Cari lagi dari kotak pencarian.',
  patient_changed: () =>
    'Data pasien ini baru saja diubah petugas lain. Muat ulang, lalu ulangi perubahan Anda.',
  already_here: (p: { number: string; room: string }) =>
    `Pasien ini sudah terdaftar hari ini dengan nomor ${p.number} di ${p.room} dan belum selesai.`,
  visit_unknown: () => 'Kunjungan tidak ditemukan. Muat ulang daftar hari ini.',
  visit_not_temporary: () =>
    'Hanya kunjungan pasien gawat darurat tanpa nama yang dapat dipindahkan ke pasien lain yang bernama.',
  visit_undo_late: () =>
    'Kunjungan hanya dapat dibatalkan dari sini dalam satu menit. Batalkan lewat ruangannya.',
  identity_unconfirmed: () =>
    'Cocokkan dua tanda pengenal pasien (misalnya nama dan tanggal lahir) sebelum melanjutkan.',
  // papers and consents
  consent_text_changed: () =>
    'Naskah formulir ini sudah diganti. Tutup dan buka lagi dokumen pasien, lalu tanyakan lagi.',
  consent_points_open: (p: { points: number }) =>
    `Masih ada ${p.points} butir yang belum dicentang. Jelaskan dan centang, atau catat bahwa pasien tidak setuju.`,
  consent_needs_guardian: () =>
    'Pasien belum 18 tahun. Pilih orang tua atau wali yang menyatakan, atau «sudah menikah».',
  consent_signer_unfit: () =>
    'Hubungan itu tidak cocok dengan umur pasien. Pilih lagi siapa yang menyatakan.',
  consent_signer_missing: () => 'Nama yang menyatakan belum diisi. Ketik nama orang tua atau wali.',
  room_unknown: () => 'Ruangan tidak ditemukan atau tidak dipakai lagi. Pilih ruangan lain.',
  room_not_chosen: () => 'Ruangan lain belum dipilih. Pilih ruangannya, atau ikuti saran Loket.',
  room_in_use: (p: { room: string; people: number }) =>
    `${p.room} masih dipakai ${p.people} nomor hari ini. Selesaikan atau pindahkan dahulu.`,
  room_nameless: () => 'Nama ruangan dan tulisannya di layar harus diisi.',
  label_telling: (p: { word: string; gives: string }) =>
    `Tulisan untuk layar memuat «${p.word}», sehingga orang lain tahu siapa yang datang karena ${p.gives}. Pakai nama netral, misalnya Ruang 6.`,
  numbers_too_fast: () =>
    'Terlalu banyak nomor diambil dalam satu menit. Tunggu sebentar, atau minta nomor kepada petugas.',
  series_full: (p: { series: string }) =>
    `Nomor antrean seri ${p.series} hari ini sudah mencapai 999. Pakai ruangan dengan seri lain.`,
  // numbers on paper, for the hours without power
  paper_series_full: (p: { series: string }) =>
    `Nomor cadangan seri ${p.series} sudah sampai 999. Pakai lagi lembar yang ada: tiap nomor berlaku sekali sehari.`,
  paper_series_unknown: (p: { series: string }) =>
    `Tidak ada ruangan yang memakai seri ${p.series}. Pilih seri dari daftar.`,
  paper_number_unreadable: () => 'Nomor kertas tidak dapat dibaca. Ketik seperti tercetak, misalnya A-801.',
  paper_number_unknown: (p: { number: string }) =>
    `Nomor ${p.number} tidak ada pada lembar cadangan mana pun. Periksa huruf dan angkanya.`,
  paper_number_later: (p: { number: string; date: string }) =>
    `Nomor ${p.number} baru dicetak ${p.date}. Periksa tanggal kunjungannya.`,
  paper_number_ambiguous: (p: { number: string; series: string }) =>
    `Nomor ${p.number} ada pada seri ${p.series}. Ketik bersama hurufnya.`,
  paper_number_used: (p: { number: string; name: string }) =>
    `Nomor ${p.number} sudah dipakai ${p.name} pada hari itu. Periksa lagi kertasnya.`,
  paper_number_cancelled: (p: { number: string; name: string }) =>
    `Nomor ${p.number} sudah dicatat untuk ${p.name} lalu dibatalkan. Beri pasien ini nomor kertas lain yang belum dipakai.`,
  paper_day: (p: { days: number }) =>
    `Catatan kertas dapat dimasukkan untuk hari ini dan ${p.days} hari sebelumnya.`,
  paper_since_future: () => 'Jam listrik padam belum tiba. Periksa jamnya.',
  here_that_day: (p: { number: string; room: string; date: string }) =>
    `Pasien ini sudah tercatat tanggal ${p.date} dengan nomor ${p.number} di ${p.room}. Periksa lagi namanya.`,
  // two records of one person
  merge_needs_two: () => 'Pilih dua catatan yang berbeda untuk digabung.',
  merge_outdated: () =>
    'Salah satu catatan ini baru saja digabung atau dipisah lagi. Muat ulang, lalu bandingkan lagi.',
  merge_keeps_temporary: () =>
    'Catatan sementara tidak dapat menjadi yang tetap. Pilih catatan yang bernama sebagai yang tetap.',
  merge_mother_child: (p: { mother: string; child: string }) =>
    `${p.mother} tercatat sebagai ibu ${p.child}, jadi bukan orang yang sama. Perbaiki dahulu data ibunya bila itu keliru.`,
  merge_both_here: (p: { first: string; second: string }) =>
    `Keduanya masih punya kunjungan yang berjalan hari ini: ${p.first} dan ${p.second}. Selesaikan atau batalkan salah satu, lalu gabungkan.`,
  merge_unknown: () => 'Penggabungan ini tidak ditemukan atau sudah dibatalkan. Muat ulang daftar.',
  merge_undo_late: (p: { date: string }) =>
    `Digabung tanggal ${p.date}; penggabungan hanya dapat dibatalkan pada hari yang sama. Periksa lagi, dan minta kepala Puskesmas bila memang dua orang.`,
  merge_undo_order: (p: { name: string; recordNo: string }) =>
    `Sesudahnya catatan ini digabung lagi dengan ${p.name} (RM ${p.recordNo}). Batalkan penggabungan itu dahulu.`,
  // lists as files
  list_cancelled: () => 'Pengunduhan dibatalkan. Tidak ada daftar yang keluar.',
  // the queue
  queue_empty: () => 'Belum ada pasien yang menunggu di ruangan ini.',
  leg_move_refused: (p: { number: string; state: string; move: string }) =>
    `Antrean ${p.number} ${p.state} dan tidak dapat ${p.move} lagi.`,
  leg_of_past_day: (p: { number: string; date: string }) =>
    `Antrean ${p.number} milik tanggal ${p.date} dan sudah ditutup. Daftarkan lagi pasien di loket.`,
  leg_unknown: () => 'Antrean ini tidak ada di ruangan Anda. Muat ulang daftar.',
  care_unknown: () =>
    'Pelayanan ini tidak ada pada daftar pasien ini. Daftar sudah dimuat ulang; pilih lagi dari sana.',
  care_not_in_front: (p: { number: string }) =>
    `${p.number} belum dipanggil ke ruangan ini. Panggil dahulu, lalu catat pelayanannya.`,
  care_visit_closed: (p: { number: string }) =>
    `Kunjungan ${p.number} sudah ditutup, catatannya tetap. Bila baru saja selesai, batalkan selesainya dahulu.`,
  care_value_invalid: (p: { label: string; unit: string; from: number; to: number }) =>
    `${p.label} harus angka antara ${p.from} dan ${p.to} ${p.unit}. Periksa lagi, atau kosongkan.`,
  room_is_counter: () =>
    'Loket memanggil nomor dari kiosk, bukan pasien dari ruangan. Minta pasien ke loket; tempatnya di sini tetap.',
  no_counter: () =>
    'Belum ada loket dalam daftar ruangan. Tandai satu ruangan sebagai loket di Pengaturan › Ruangan.',
  arrival_unknown: () =>
    'Nomor dari kiosk itu tidak ditemukan. Pilih dari antrean loket, atau daftarkan tanpa nomor.',
  arrival_registered: (p: { number: string }) =>
    `Nomor ${p.number} sudah dipakai untuk mendaftar. Panggil nomor berikutnya.`,
  booking_unknown: () => 'Janji temu ini sudah dipakai, sudah dibatalkan, atau tidak ada. Muat ulang daftar.',
  booking_past: () => 'Waktu janji temu sudah lewat. Pilih waktu yang akan datang.',
  booking_twice: (p: { clock: string }) =>
    `Pasien ini sudah punya janji temu di tempat itu pada hari yang sama pukul ${p.clock}. Batalkan dahulu yang lama.`,
  same_room: () => 'Pasien sudah berada di ruangan itu. Pilih ruangan lain.',
  // who may
  sign_in_failed: () => 'Nama pengguna atau kata sandi salah.',
  locked_out: (p: { minutes: number }) =>
    `Terlalu banyak percobaan gagal. Coba lagi ${p.minutes} menit lagi.`,
  signed_out: () => 'Anda sudah keluar. Masuk lagi untuk melanjutkan; yang sudah diketik tetap tersimpan.',
  not_allowed: () =>
    'Anda tidak berwenang melakukan ini. Minta kepala Puskesmas atau petugas yang berwenang.',
  page_not_opened: () =>
    'Halaman ini belum dibuka dari Loket. Jalankan Loket lagi dari ikonnya; layar ruangan dibuka lewat tombol di meja pendaftaran.',
  device_revoked: () =>
    'Perangkat ini tidak lagi tersambung dengan Loket. Minta kode baru di meja pendaftaran, lalu sambungkan lagi.',
  device_unknown: () => 'Perangkat ini tidak ditemukan atau sudah dicabut. Muat ulang daftar perangkat.',
  pairing_code_wrong: () => 'Kode salah. Periksa 6 angka pada layar meja pendaftaran, lalu ketik lagi.',
  pairing_code_expired: () => 'Kode ini sudah lewat 5 menit. Minta kode baru di meja pendaftaran.',
  pairing_code_spent: () => 'Kode ini sudah dipakai. Minta kode baru di meja pendaftaran.',
  pairing_code_void: () =>
    'Terlalu banyak kode salah, jadi semua kode dibatalkan demi keamanan. Minta kode baru di meja pendaftaran.',
  pairing_code_unsafe: (p: { address: string }) =>
    `Kode ini untuk layar berisi data pasien dan terkirim tanpa pengaman, jadi dibatalkan. Minta kode baru di meja pendaftaran, lalu ketik di ${p.address}.`,
  pairing_too_many: (p: { seconds: number }) =>
    `Terlalu banyak kode salah dari perangkat ini. Tunggu ${p.seconds} detik, lalu coba lagi.`,
  page_only_here: () =>
    'Halaman hanya dapat dibuka begini di komputer utama. Di komputer lain, sambungkan dengan kode dari «Layar dan perangkat».',
  password_weak: (p: { least: number }) => `Kata sandi paling sedikit ${p.least} huruf atau angka.`,
  username_taken: () => 'Nama pengguna itu sudah dipakai. Pilih nama lain.',
  username_invalid: () => 'Nama pengguna 3–30 huruf kecil, angka, atau titik.',
  setup_done: () => 'Puskesmas ini sudah disiapkan. Masuk dengan akun yang ada.',
  setup_needed: () => 'Puskesmas ini belum disiapkan. Isi penyiapan awal dahulu.',
  setup_incomplete: (p: { what: string }) => `Penyiapan belum lengkap: ${p.what}.`,
  // sync
  sync_not_configured: () => 'Alamat server dinas belum diisi. Isi di Pengaturan › Kirim ke dinas.',
  stick_not_possible: () =>
    'Kirim lewat USB memerlukan alamat, ID, dan kunci rahasia dari server dinas. Isi di Pengaturan › Kirim ke dinas.',
  stick_unreadable: () =>
    'Berkas ini bukan berkas USB Loket yang benar, atau rusak di perjalanan. Salin ulang berkasnya.',
  stick_foreign: () =>
    'Berkas ini untuk Puskesmas lain, atau dibuat dengan kunci yang sudah diganti. Periksa berkasnya, atau simpan lagi ke USB.',
  stick_outdated: () =>
    'Tanda terima ini dibuat sebelum server dinas dipulihkan dari cadangan, jadi tidak berlaku lagi. Simpan lagi ke USB yang masih menunggu.',
  stick_unknown_sender: (p: { code: string }) =>
    `Puskesmas ${p.code} belum terdaftar di sini, atau kuncinya dibuat sebelum ada kiriman USB. Daftarkan, atau tekan Ganti kunci.`,
  stick_forged: (p: { name: string }) =>
    `Berkas ini tidak ditandatangani ${p.name} dengan kunci yang berlaku, atau isinya berubah. Minta berkas baru.`,
  stick_unknown: () => 'Tanda terima ini tidak ada di sini.',
  stick_nothing: () => 'Tidak ada yang menunggu dikirim.',
  sync_running: () => 'Pengiriman sedang berjalan. Tunggu sampai selesai.',
  sync_unreachable: () =>
    'Server dinas tidak dapat dihubungi. Data tetap tersimpan dan dikirim pada kesempatan berikutnya.',
  sync_asked_to_wait: (p: { when: string; at: number }) =>
    `Server dinas sibuk dan minta ditunggu sampai ${p.when}. Data tetap tersimpan dan dikirim sendiri sesudah itu.`,
  sync_later_visits: (p: { count: number }) =>
    `${p.count} kunjungan belum dikirim karena waktunya lebih maju daripada jam server dinas. Betulkan jam komputer ini; kunjungan itu dikirim sendiri sesudah waktunya tiba.`,
  sync_not_fhir: () =>
    'Jawaban bukan dari server dinas (mungkin halaman masuk Wi-Fi). Sambungkan internet dahulu; data tetap tersimpan.',
  sync_refused_sign_in: () =>
    'Server dinas menolak kunci Puskesmas ini. Minta kunci baru ke dinas kesehatan.',
  sync_insecure: () => 'Alamat server dinas harus dimulai dengan https:// agar data terlindungi.',
  sync_wrong_server: (p: { what: string }) =>
    `Server dinas tidak dapat dipakai: ${p.what}. Hubungi dinas kesehatan.`,
  // bringing people along from another system
  import_file_large: (p: { megabytes: number }) =>
    `Berkas lebih besar dari ${p.megabytes} MB. Bagi menjadi beberapa berkas lalu impor satu per satu.`,
  import_file_empty: () => 'Berkas ini kosong. Pilih berkas yang berisi data pasien.',
  import_kind: (p: { kind: string }) =>
    `Isi berkas ini ${p.kind}, bukan tabel. Simpan data pasien sebagai Excel (.xlsx) atau CSV, lalu pilih berkas itu.`,
  import_old_excel: () =>
    'Berkas Excel ini berformat lama (.xls) atau dikunci kata sandi. Buka di Excel, simpan sebagai .xlsx tanpa kata sandi, lalu pilih lagi.',
  import_damaged: () =>
    'Berkas ini rusak atau terpotong. Salin atau ekspor ulang dari sistem asalnya, lalu pilih lagi.',
  import_unsafe: () =>
    'Isi berkas ini tidak wajar (dapat membengkak atau memuat perintah), jadi tidak dibuka. Ekspor ulang dari sistem asalnya.',
  import_no_heading: () =>
    'Judul kolom tidak ditemukan. Baris pertama harus berisi judul, misalnya Nama, NIK, Tanggal Lahir, Jenis Kelamin.',
  import_columns_many: (p: { most: number }) =>
    `Berkas berisi lebih dari ${p.most} kolom. Hapus kolom yang tidak perlu, lalu pilih lagi.`,
  import_rows_many: (p: { most: number }) =>
    `Berkas berisi lebih dari ${p.most} baris. Bagi menjadi beberapa berkas lalu impor satu per satu.`,
  import_quote_open: (p: { line: number }) =>
    `Tanda kutip yang dibuka sekitar baris ${p.line} tidak ditutup. Perbaiki baris itu, lalu pilih berkas lagi.`,
  import_columns_missing: (p: { what: string }) =>
    `Kolom untuk ${p.what} belum ditentukan. Pilih kolomnya pada daftar kolom.`,
  import_busy: () => 'Impor lain sedang berjalan. Tunggu sampai selesai, atau hentikan dahulu.',
  import_unknown: () => 'Impor ini tidak ditemukan. Muat ulang halaman impor.',
  import_file_gone: () =>
    'Berkas impor ini tidak tersimpan lagi. Pilih berkasnya sekali lagi; baris yang sudah masuk akan dikenali dan dilewati.',
  import_not_now: () => 'Itu tidak dapat dilakukan pada tahap impor ini. Muat ulang halaman impor.',
  import_part_lost: () => 'Sebagian berkas tidak sampai. Pilih berkasnya sekali lagi.',
  // the receipt printer
  printer_none: () => 'Belum ada printer pada komputer Loket. Pilih printer jaringan atau alat USB dahulu.',
  printer_no_paper: () => 'Kertas printer habis. Pasang gulungan baru, lalu cetak ulang.',
  printer_cover_open: () => 'Tutup printer terbuka. Tutup sampai rapat, lalu cetak ulang.',
  printer_unreachable: () =>
    'Printer tidak dapat dihubungi. Periksa apakah menyala dan kabelnya terpasang, lalu cetak ulang.',
  printer_failed: () =>
    'Printer tidak siap atau berhenti di tengah. Matikan dan nyalakan lagi, lalu cetak ulang.',
  printer_outside: (p: { host: string }) =>
    `Alamat printer ${p.host} bukan di jaringan Puskesmas. Isi alamat di jaringan ini, misalnya 192.168.1.50.`,
  printer_not_device: (p: { path: string }) =>
    `${p.path} bukan printer. Isi nama alat printer, misalnya /dev/usb/lp0 atau \\\\.\\LPT1.`,
  // the machine
  folder_unwritable: (p: { folder: string }) =>
    `Folder ${p.folder} tidak dapat ditulisi. Periksa izin folder atau ruang disk, atau pilih folder lain dengan --data.`,
  folder_in_use: (p: { folder: string }) =>
    `Folder ${p.folder} sedang dipakai program Loket lain di komputer ini. Tutup yang lain dahulu.`,
  folder_not_empty: (p: { folder: string }) =>
    `Folder ${p.folder} sudah berisi data. Pilih folder yang kosong.`,
  key_missing: (p: { file: string }) =>
    `Kunci data ${p.file} tidak ada, padahal data sudah ada. Kembalikan berkas kunci itu; jangan membuat yang baru.`,
  key_wrong: () =>
    'Kunci tidak cocok dengan data ini. Pakai berkas kunci yang asli dari komputer atau cadangan Anda.',
  database_damaged: (p: { file: string }) =>
    `Berkas data ${p.file} rusak atau terpotong. Jangan dipakai dulu; pulihkan dari cadangan terakhir.`,
  database_newer: () =>
    'Data ini dibuat oleh versi Loket yang lebih baru. Pasang versi terbaru untuk membukanya.',
  port_in_use: (p: { port: number }) =>
    `Port ${p.port} sedang dipakai program lain. Tutup program itu, atau pilih port lain dengan --port.`,
  needs_https: (p: { address: string }) =>
    `Layar ini memuat data pasien dan hanya dibuka lewat alamat aman. Buka ${p.address} di perangkat ini.`,
  no_network: () =>
    'Komputer ini belum tersambung ke jaringan. Sambungkan kabel atau Wi-Fi; Loket akan menyambung sendiri.',
  too_many_requests: () =>
    'Terlalu banyak permintaan dari perangkat ini. Tunggu beberapa detik; layar akan melanjutkan sendiri.',
  too_large: () => 'Kiriman terlalu besar atau tidak menyebut ukurannya, dan tidak diterima.',
  arguments_invalid: (p: { argument: string }) => `Argumen ${p.argument} tidak dikenal atau kurang nilainya.`,
  hub_silent: () =>
    'Loket sedang tidak menjawab. Yang sudah diketik tetap ada; Loket akan tersambung lagi sendiri.',
  input_invalid: () => 'Ada isian yang tidak dapat dibaca. Periksa isian yang ditandai.',
  unexpected: (p: { reference: string }) =>
    `Terjadi kesalahan yang tidak terduga. Data yang sudah tersimpan aman. Sebutkan kode ${p.reference} bila melapor.`,
  // district
  database_unreachable: () =>
    'Basis data PostgreSQL tidak dapat dihubungi. Periksa alamat, nama pengguna, dan apakah server itu menyala.',
  link_spent: () =>
    'Tautan ini sudah dipakai atau tidak berlaku. Nyalakan ulang server dinas untuk mendapat tautan baru, atau masuk dengan akun Anda.',
  first_account_by_link: () =>
    'Akun pertama hanya dapat dibuat lewat tautan yang ditampilkan server dinas saat dinyalakan. Buka tautan itu.',
  first_account_exists: () => 'Akun pertama dinas sudah dibuat. Masuk dengan akun yang ada.',
  member_unknown: () => 'Akun ini tidak ditemukan. Muat ulang daftar.',
  last_manager: () => 'Ini satu-satunya pengelola dinas. Jadikan orang lain pengelola lebih dahulu.',
  facility_code_invalid: () => 'Kode Puskesmas 4–20 huruf, angka, atau tanda hubung.',
  facility_code_taken: (p: { code: string }) =>
    `Kode ${p.code} sudah dipakai Puskesmas lain. Periksa kodenya.`,
  facility_unknown: () => 'Puskesmas tidak ditemukan. Muat ulang daftar.',
  same_people_unknown: () => 'Pasangan ini sudah tidak ada. Muat ulang daftar.',
  period_invalid: (p: { most: number }) =>
    `Rentang tanggal harus urut dan paling lama ${p.most} hari. Perpendek rentangnya.`,
  fhir_unreadable: () => 'Kiriman tidak dapat dibaca sebagai FHIR JSON.',
  fhir_too_large: (p: { most: string }) => `Kiriman lebih besar dari ${p.most}. Kirim dalam bagian kecil.`,
  fhir_too_many: (p: { most: number }) =>
    `Satu bundel paling banyak ${p.most} isian. Kirim dalam bagian kecil.`,
  fhir_too_fast: (p: { seconds: number }) =>
    `Terlalu banyak permintaan dalam waktu singkat. Tunggu ${p.seconds} detik, lalu kirim lagi.`,
  fhir_element: (p: { element: string }) => `Bagian ${p.element} kosong atau tidak sah.`,
  fhir_own_identifier: (p: { system: string }) =>
    `Rekam ini harus membawa tepat satu pengenal dari Puskesmas yang masuk (${p.system}).`,
  fhir_identifier_changed: () => 'Pengenal rekam tidak boleh berubah. Periksa rekam yang dikirim.',
  fhir_reference_unknown: (p: { reference: string }) =>
    `Rujukan ${p.reference} belum ada di server dinas untuk Puskesmas ini. Kirim rekam itu lebih dahulu.`,
  fhir_unknown: (p: { what: string }) => `${p.what} tidak ada di server dinas untuk Puskesmas ini.`,
  fhir_version_conflict: (p: { version: number }) =>
    `Rekam ini sudah berubah di server dinas (versi ${p.version}). Baca ulang sebelum menyimpan.`,
  fhir_older_revision: (p: { there: number; here: number }) =>
    `Server dinas memegang revisi ${p.there} dari rekam ini, yang lebih baru daripada revisi ${p.here} yang dikirim.`,
  fhir_duplicate: () => 'Rekam dengan pengenal ini sudah ada di server dinas.',
  fhir_twice: () => 'Rekam yang sama muncul dua kali dalam satu bundel.',
  fhir_unsupported: (p: { what: string }) => `Server dinas tidak melayani ${p.what}.`,
  fhir_unstorable: () => 'Isi rekam tidak dapat disimpan. Periksa huruf atau angka yang tidak lazim.',
  fhir_sign_in: () => 'Server dinas menolak kunci Puskesmas ini. Minta kunci baru ke dinas kesehatan.',
} as const

export type ErrorCode = keyof typeof sentences
export type ErrorParams<C extends ErrorCode> =
  Parameters<(typeof sentences)[C]> extends [infer P] ? P : Record<string, never>
/** One refusal as data: what travels over HTTP and what a form shows under a field. */
export type Problem = { [C in ErrorCode]: { code: C; params: ErrorParams<C> } }[ErrorCode]
export type ProblemOf<C extends ErrorCode> = Extract<Problem, { code: C }>

export const errorCodes = Object.keys(sentences) as [ErrorCode, ...ErrorCode[]]

export function problem<C extends ErrorCode>(
  code: C,
  ...params: ErrorParams<C> extends Record<string, never> ? [] : [ErrorParams<C>]
): ProblemOf<C> {
  return { code, params: params[0] ?? {} } as ProblemOf<C>
}

/** The sentence a person reads. */
export function sentenceOf(problem: Problem): string {
  const say = sentences[problem.code] as (params: unknown) => string
  return say(problem.params)
}

/** A problem and the input field it concerns, as `birth` or `arrival.purpose`; null when it concerns no one field. */
export type FieldProblem = { field: string | null; problem: Problem }

/** Thrown by rules and use cases, with all that is wrong at once; the HTTP edge gives it the contract's error shape. */
export class Refusal extends Error {
  readonly problems: readonly [FieldProblem, ...FieldProblem[]]
  constructor(first: Problem, field: string | null = null, others: readonly FieldProblem[] = []) {
    super(first.code)
    this.name = 'Refusal'
    this.problems = [{ field, problem: first }, ...others]
  }
}

export function refuse<C extends ErrorCode>(
  code: C,
  ...params: ErrorParams<C> extends Record<string, never> ? [] : [ErrorParams<C>]
): never {
  throw new Refusal(problem(code, ...params))
}
